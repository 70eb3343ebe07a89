"""Dialogs and tasks of the QGIS window. Not imported by qgis_process."""
