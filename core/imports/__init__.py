"""Products and data sets as delivered, read by the GDAL of QGIS and written as dated GeoTIFFs."""
