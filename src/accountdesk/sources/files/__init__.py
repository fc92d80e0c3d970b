"""Files as a source: spreadsheets, recognised by the headers that CRMs write."""
