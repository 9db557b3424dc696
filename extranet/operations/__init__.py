"""Operations: health, troubles, backups, the first start, the export of the site, pages kept for visitors."""
