"""VBA projects as independent programs read them: olefile the container, oletools the source."""

import warnings

import olefile

with warnings.catch_warnings():
    # oletools still uses old names of pyparsing's functions.
    warnings.simplefilter("ignore")
    from oletools import olevba


def decompressed(data):
    return bytes(olevba.decompress_stream(bytearray(data)))


def strict(data):
    """The container; a fault that olefile would forgive is an error here."""
    return olefile.OleFileIO(data, raise_defects=olefile.DEFECT_UNSURE)


def streams(data):
    with strict(data) as ole:
        return {"/".join(path): ole.openstream(path).read() for path in ole.listdir()}


def sources(data):
    """Module's name → its text, as olevba extracts it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser = olevba.VBA_Parser("vbaProject.bin", data=data)
        try:
            found = {path: code for _, path, _, code in parser.extract_macros()}
        finally:
            parser.close()
    return {path.rpartition("/")[2]: code for path, code in found.items()}
