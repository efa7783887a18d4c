"""The datasets as other catalogues describe data: DCAT-AP, data.json, schema.org, Data Package, CSVW, FTP."""
