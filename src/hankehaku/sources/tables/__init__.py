"""Tables of projects: CSV, XLSX, Parquet and JSON, by one mapping of columns to fields."""
