"""Inquit reads news and keeps a verifiable record of who said what, when, to whom, on what condition."""

__version__ = "0.1.0"
