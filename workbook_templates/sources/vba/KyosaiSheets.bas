Attribute VB_Name = "KyosaiSheets"
Option Explicit

' A regenerated sheet carries this name of its own; copies of the sheet inherit it.
Private Const MARK As String = "kyosai_regenerated"

' Locks the regenerated sheets against typing but not against macros. Excel forgets the second half
' when it closes the workbook, so this runs at every opening.
Public Sub LockRegeneratedSheets()
    Dim sheet As Worksheet
    For Each sheet In ThisWorkbook.Worksheets
        If IsRegenerated(sheet) Then sheet.Protect UserInterfaceOnly:=True
    Next sheet
End Sub

Private Function IsRegenerated(ByVal sheet As Worksheet) As Boolean
    Dim entry As Name
    For Each entry In sheet.Names
        If LCase$(entry.Name) Like "*!" & MARK Then IsRegenerated = True
    Next entry
End Function
