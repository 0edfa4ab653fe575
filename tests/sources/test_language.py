from __future__ import annotations

import pytest

from inquit.sources.language import Told, tell

ENGLISH = (
    "The mayor of the small town said on Monday that the harbour would be closed for the rest of the year, and that the"
    " money for it had been found in the budget of the region."
)
GERMAN = (
    "Die Bürgermeisterin der kleinen Stadt sagte am Montag, dass der Hafen für den Rest des Jahres geschlossen bleibt"
    " und dass das Geld dafür im Haushalt der Region gefunden wurde."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ENGLISH, Told("en")),
        ("Dahl wins in Ostvik", Told(None)),
        (GERMAN, Told("de", False, "45% of its words are common German words, 0% common English ones")),
        ("Мэр города заявила в понедельник, что порт закроют.", Told(None, False, "100% of its letters are Cyrillic")),
        ("市長は月曜日に、港を閉鎖すると述べた。", Told("ja", False, "47% of its letters are kana")),
        ("lorem ipsum dolor amet " * 30, Told(None, False, "only 0% of its words are common English words")),
        (f"{ENGLISH} “Wir haben das Geld,” she said.", Told("en")),
    ],
)
def test_the_words_tell_the_language(text: str, expected: Told) -> None:
    assert tell(text) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "La maire de la ville a dit lundi que le port sera fermé pour le reste de l'année et que les pêcheurs"
         " ont été informés par une lettre de la région."),
        ("es", "La alcaldesa de la ciudad dijo el lunes que el puerto se cerrará por el resto del año y que los"
         " pescadores fueron informados con una carta de la región."),
        ("nl", "De burgemeester zei op maandag dat de haven voor de rest van het jaar gesloten wordt en dat het geld in"
         " de begroting van de regio is gevonden."),
        ("pl", "Burmistrz miasta powiedziała w poniedziałek, że port będzie zamknięty do końca roku i że nie jest to"
         " wina miasta, ale rząd na to nie patrzy."),
    ],
)  # fmt: skip
def test_other_languages_are_named(code: str, text: str) -> None:
    assert (tell(text).code, tell(text).english) == (code, False)
