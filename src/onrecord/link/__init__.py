"""What belongs together across articles, each as keys -> candidate pairs -> verdict -> groups."""

from onrecord.link.reprints import fingerprints, originals, same_text

__all__ = ["fingerprints", "originals", "same_text"]
