"""What the columns of address books are called, in the languages in which they are mostly written."""

from collections.abc import Mapping, Sequence

from core.import_person import Known
from core.match_keys import search_key

_FULL_NAMES = (
    "name", "full name", "display name", "contact name", "person", "fn", "vollständiger name",
    "anzeigename", "nom complet", "nombre completo", "nome completo", "volledige naam", "naam",
)  # fmt: skip
_HEADERS: Mapping[Known, tuple[str, ...]] = {
    Known.NAME: (
        *_FULL_NAMES, "first name", "given name", "firstname", "forename", "vorname", "prénom", "nombre",
        "primeiro nome", "nome", "voornaam", "förnamn", "fornavn", "imię", "名", "姓名", "имя",
    ),
    Known.LAST_NAME: (
        "last name", "family name", "surname", "lastname", "nachname", "familienname", "nom",
        "nom de famille", "apellido", "apellidos", "sobrenome", "cognome", "achternaam", "efternamn",
        "etternavn", "efternavn", "nazwisko", "姓", "фамилия",
    ),
    Known.ORGANISATION: (
        "organisation", "organization", "company", "company name", "employer", "organization name",
        "organization 1 name", "current company", "institution", "affiliation", "unternehmen", "firma",
        "entreprise", "société", "empresa", "organización", "azienda", "società", "bedrijf", "företag",
        "virksomhed", "公司", "компания",
    ),
    Known.ROLE: (
        "role", "position", "job title", "organization title", "organization 1 title",
        "current position", "title", "headline", "stelle", "jobtitel", "berufsbezeichnung", "poste",
        "fonction", "cargo", "puesto", "posizione", "qualifica", "functie", "functietitel", "befattning",
        "stilling", "stanowisko", "职位", "должность",
    ),
    Known.EMAIL: (
        "email", "e mail", "email address", "e mail address", "e mail 1 value", "email 1 value",
        "primary email", "mail", "e mail adresse", "adresse e mail", "adresse email", "courriel",
        "dirección de correo electrónico", "correo electrónico", "correo", "endereço de e mail",
        "indirizzo e mail", "e mailadres", "e postadress", "e post", "adres e mail", "邮箱",
        "адрес электронной почты",
    ),
    Known.PHONE: (
        "phone", "phone number", "telephone", "mobile", "mobile phone", "cell", "phone 1 value",
        "primary phone", "business phone", "telefon", "telefonnummer", "handy", "téléphone", "teléfono",
        "telefone", "telefono", "telefoonnummer", "电话", "телефон",
    ),
    Known.LINKEDIN: (
        "linkedin", "linkedin url", "linkedin profile", "profile url", "public profile url", "url",
        "profile", "profil url", "website 1 value", "profil", "perfil",
    ),
    Known.FIELD: ("field of work", "field", "industry", "branche", "secteur", "sector", "setor", "settore"),
    Known.TAGS: ("tags", "tag", "labels", "group membership", "categories", "schlagwörter", "étiquettes"),
    Known.NOTES: ("notes", "note", "notizen", "remarques", "notas", "comments", "comment", "notities"),
}  # fmt: skip
_LONGEST = 60
_MEANT = {
    search_key(header): (known, place)
    for known, headers in _HEADERS.items()
    for place, header in enumerate(headers)
}


def meant(cell: str) -> Known | None:
    """What a column of this header says; None where that is not known."""
    return _meaning(cell)[0]


def by_header(header: Sequence[str]) -> dict[Known, int]:
    """Which column says what. Of several that say the same it is the one named first above."""
    best: dict[Known, tuple[int, int]] = {}
    for at, cell in enumerate(header):
        known, place = _meaning(cell)
        if known:
            best[known] = min(best.get(known, (place, at)), (place, at))
    columns = {known: at for known, (_, at) in best.items()}
    if Known.NAME in best and best[Known.NAME][0] < len(_FULL_NAMES):
        columns.pop(Known.LAST_NAME, None)
    if Known.NAME not in columns and Known.LAST_NAME in columns:
        columns[Known.NAME] = columns.pop(Known.LAST_NAME)
    return columns


def _meaning(cell: str) -> tuple[Known | None, int]:
    return _MEANT.get(search_key(cell), (None, 0)) if len(cell) <= _LONGEST else (None, 0)
