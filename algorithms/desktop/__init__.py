"""Dialogs and tasks of the QGIS window. Never imported by qgis_process."""
