"""The whole route over the load of a night, beside a plain script of pdfplumber, camelot and pandas."""
