Attribute VB_Name = "KyosaiRibbon"
Option Explicit

' Every button of the ribbon: its id is the name of the Python command.
Public Sub OnKyosaiButton(control As IRibbonControl)
    Dim detail As String
    On Error GoTo failed
    RunPython "import kyosai_xl.macros; kyosai_xl.macros.run('" & control.ID & "')"
    Exit Sub
failed:
    detail = Err.Description
    MsgBox NoPython() & vbLf & vbLf & detail, vbExclamation
End Sub

' That Python does not run, which it cannot say itself; in numbers, so that any Windows shows it.
Private Function NoPython() As String
    Dim code As Variant
    For Each code In Array( _
        80, 121, 116, 104, 111, 110, 12434, 23455, 34892, 12391, 12365, 12394, 12356, 12383, _
        12417, 12289, 12508, 12479, 12531, 12364, 21205, 12365, 12414, 12379, 12435, 12290, _
        12300, 107, 121, 111, 115, 97, 105, 45, 120, 108, 32, 100, 111, 99, 116, 111, 114, _
        12301, 12391, 35519, 12409, 12427, 12363, 12289, 25285, 24403, 32773, 12395, 30693, _
        12425, 12379, 12390, 12367, 12384, 12373, 12356, 12290)
        NoPython = NoPython & ChrW(code)
    Next code
End Function
