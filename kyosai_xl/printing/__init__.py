"""From a workbook to a PDF, by the LibreOffice of this computer."""
