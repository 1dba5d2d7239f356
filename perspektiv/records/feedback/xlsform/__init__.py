"""Questionnaires as XLSForm, which many tools for surveys know: read through pyxform, written with openpyxl.

What XLSForm has no place for stands in columns and sheets of our own, which other tools leave alone.
"""
