"""What people declare in ``templates/``, read into ``core`` values."""
