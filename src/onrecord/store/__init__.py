"""The record file: its schema, what writes into it and what reads from it."""
