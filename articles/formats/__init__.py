"""Bytes in, drafts of articles out: plain functions that save nothing and open nothing.

`choose.read(name, data)` is the door, and `choose.members(name, data)` what opens archives for it;
what cannot be read raises `draft.Unreadable`, what is beyond `limits.Limits` too. docs/formats.md
says what is read of each kind of file.
"""
