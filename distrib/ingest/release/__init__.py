"""Releases: the lines of a document to headline, dateline, story and what stands around them."""
