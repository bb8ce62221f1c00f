"""Reading: bytes -> Document(text, articles), one module a format; no heavy library is imported before it is needed."""

from __future__ import annotations

from onrecord.read.files import Input, inputs
from onrecord.read.formats import read, read_bytes

__all__ = ["Input", "inputs", "read", "read_bytes"]
