"""TocToc, the doorman of open days: the mind and the wiring."""
