"""Inquit inside other programs: spaCy pipelines, assistants.  Each needs an extra of its own, imported lazily."""
