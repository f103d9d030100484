"""Plain functions over strings and spans: no Django, no files, no clock.

Every offset in this package counts Unicode code points, and every span leaves its end out, so that
`text[start:end]` is the span's words.
"""
