"""The Explore API v2.1 of Opendatasoft over our datasets."""
