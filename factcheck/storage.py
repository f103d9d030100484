"""Static files under names that hold their hash, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModules(CompressedManifestStaticFilesStorage):
    """Also rewrites the names in `import` lines of our ES modules."""

    support_js_module_import_aggregation = True
