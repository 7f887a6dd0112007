"""Tables and forms out: one report, shown as text, JSON, CSV, XLSX, Markdown, HTML; printable forms from templates."""
