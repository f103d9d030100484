"""The API: what readers may see, as JSON, and its description as OpenAPI (docs/api.md)."""
