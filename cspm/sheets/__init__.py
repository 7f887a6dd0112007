"""Files in: csv, jsonl and xlsx read row by row, mapping files, empty templates, and the file of rejected rows.

Nothing here knows a record; `read_rows` gives rows, a `FileMapping` turns them into fields, the caller makes records.
"""
