"""Bytes in, drafts of articles out: plain functions that save nothing and open no file.

`choose.read(name, data)` is the door; what cannot be read raises `draft.Unreadable`.
"""
