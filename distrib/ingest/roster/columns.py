"""What the columns of a list are called, in five languages. Must never read a cell below the header."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from distrib.core.folding import key
from distrib.core.query.terms import shown
from distrib.errors import UsageError

_SHARED = {
    "name": "name, full name, nom, nom complet, nom et prénom, nombre completo, nombre y apellidos, "
    "nombre y apellido, "
    "vollständiger Name, contact, contact name, الاسم, الاسم الكامل, اسم",
    "first": "first name, firstname, given name, forename, prénom, prénoms, nombre, nombres, vorname, الاسم الأول, "
    "الاسم الشخصي",
    "last": "last name, lastname, surname, family name, nom de famille, apellido, apellidos, nachname, familienname, "
    "اسم العائلة, اللقب, الاسم العائلي",
    "email": "email, e mail, email address, e mail address, mail, mail address, courriel, adresse email, "
    "adresse e mail, "
    "adresse mail, adresse électronique, mél, correo, correo electrónico, dirección de correo, "
    "dirección de correo electrónico, e mail adresse, mailadresse, البريد الإلكتروني, بريد إلكتروني, "
    "البريد, الإيميل, ايميل",
    "languages": "language, languages, lang, langue, langues, idioma, idiomas, lengua, lenguas, sprache, sprachen, "
    "preferred language, spoken languages, لغة, اللغة, لغات, اللغات",
}

JOURNALIST_COLUMNS = {
    **_SHARED,
    "outlet": "outlet, media, media outlet, medium, média, médias, medio, medios, medio de comunicación, "
    "publication, "
    "newspaper, organisation, organization, company, employer, redaktion, redaction, rédaction, organe, "
    "organización, "
    "publicación, empresa, zeitung, وسيلة الإعلام, الوسيلة الإعلامية, الوسيلة, المؤسسة, "
    "المؤسسة الإعلامية, الصحيفة, الجريدة",
    "role": "role, title, job title, position, function, fonction, poste, titre, cargo, puesto, función, rol, "
    "funktion, rolle, titel, stelle, المنصب, الوظيفة, المسمى الوظيفي, الصفة",
    "country": "country, country code, nation, pays, code pays, país, land, länderkürzel, staat, البلد, "
    "بلد, الدولة, دولة",
    "others": "other email, other emails, other e mail, second email, secondary email, "
    "alternative email, alternate email, "
    "private email, autre courriel, autre email, autres courriels, deuxième courriel, "
    "courriel secondaire, otro correo, "
    "otros correos, segundo correo, correo alternativo, weitere e mail, zweite e mail, andere e mail, بريد آخر, "
    "البريد البديل",
    "zone": "zone, time zone, timezone, fuseau, fuseau horaire, zona horaria, huso horario, zeitzone, المنطقة الزمنية",
    "tags": "tag, tags, label, labels, group, groups, list, lists, étiquette, étiquettes, groupe, "
    "groupes, liste, listes, "
    "etiqueta, etiquetas, grupo, grupos, lista, listas, schlagwort, schlagwörter, gruppe, gruppen, "
    "وسم, وسوم, مجموعة, "
    "مجموعات",
    "outlet kind": "outlet type, media type, type of outlet, type of media, type, type de média, type de media, "
    "tipo de medio, tipo, medientyp, medienart, art des mediums, typ, نوع الوسيلة, نوع الوسيلة الإعلامية, النوع",
    "outlet country": "outlet country, media country, country of outlet, pays du média, "
    "pays du media, país del medio, "
    "land des mediums, بلد الوسيلة",
    "outlet site": "site, website, web site, web, url, homepage, outlet site, site web, "
    "site internet, sitio, sitio web, "
    "página web, webseite, internetseite, الموقع, الموقع الإلكتروني",
    "status": "status, consent, consent status, statut, état, estado, الحالة",
    "beats": "beat, beats, topic, topics, subject, subjects, interests, sujet, sujets, thème, thèmes, thématiques, "
    "rubrique, rubriques, tema, temas, ámbito, ámbitos, thema, themen, ressort, ressorts, المواضيع, موضوع, مواضيع, "
    "الموضوع, الاهتمامات, مجالات, المجالات, التخصص",
}

SPOKESPERSON_COLUMNS = {
    **_SHARED,
    "name": _SHARED["name"] + ", spokesperson, porte parole, portavoz, sprecher, sprecherin, المتحدث, الناطق",
    "title": "title, job title, role, position, function, fonction, titre, poste, cargo, puesto, título, función, "
    "titel, funktion, المنصب, الوظيفة, المسمى الوظيفي, الصفة",
    "office": "office, duty station, location, bureau, lieu, oficina, sede, despacho, büro, standort, المكتب, مكتب",
    "phone": "phone, phones, phone number, telephone, tel, office phone, landline, téléphone, numéro de téléphone, "
    "teléfono, teléfonos, telefon, telefonnummer, festnetz, الهاتف, هاتف, رقم الهاتف, الهواتف",
    "mobile": "mobile, mobile phone, mobile number, cell, cell phone, cellphone, gsm, portable, téléphone portable, "
    "téléphone mobile, móvil, teléfono móvil, celular, handy, mobiltelefon, handynummer, الجوال, "
    "الهاتف المحمول, المحمول, النقال, "
    "الهاتف النقال, موبايل",
    "duty": "duty phone, on call phone, emergency phone, téléphone d astreinte, astreinte, teléfono de guardia, "
    "bereitschaftsnummer, هاتف المناوبة",
    "internal": "internal phone, internal, internal number, extension, private phone, téléphone interne, "
    "numéro interne, ligne interne, interne, teléfono interno, interno, extensión, interne nummer, internes telefon, "
    "durchwahl, الهاتف الداخلي, هاتف داخلي, الرقم الداخلي",
    "topics": "topic, topics, subject, subjects, expertise, themes, beat, beats, sujet, sujets, thème, thèmes, "
    "thématiques, domaines, tema, temas, especialidad, ámbitos, thema, themen, fachgebiet, fachgebiete, "
    "المواضيع, موضوع, "
    "مواضيع, الموضوع, المجالات, الاختصاص",
    "places": "place, places, country, countries, region, regions, speaks for, covers, coverage, pays, "
    "lieux, région, "
    "régions, país, países, región, regiones, lugares, land, länder, orte, region länder, البلد, "
    "البلدان, الدول, المناطق, المنطقة, "
    "الأماكن",
}

Chosen = Sequence[tuple[str, str]]
"""Pairs of a field and the header, or the number, of the column that holds it, as a person said."""

LEFT_OUT = "nothing"
"""Chosen for a column that is not to be read."""

MANY = frozenset({"languages", "beats", "tags", "others", "topics", "places", "phone", "mobile", "duty", "internal"})
"""Fields that may stand in several columns (Phone 1, Phone 2)."""

_NUMBER = re.compile(r" ?[0-9]{1,2}$")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands, and what was not recognised."""

    width: int
    of: Mapping[str, tuple[int, ...]]
    """Field → its columns, counted from 0."""
    unknown: tuple[str, ...]
    """Headers as written."""
    written: tuple[str, ...] = ()
    """All headers, as written."""
    twice: tuple[str, ...] = ()
    """Headers of what another column holds already."""

    @property
    def mapping(self) -> tuple[tuple[str, str], ...]:
        """Field and header of every column that is read, in the order of the file."""
        pairs = sorted((place, field) for field, places in self.of.items() for place in places)
        return tuple((field, self.written[place]) for place, field in pairs if place < len(self.written))

    def check_chosen(self, chosen: Chosen) -> None:
        """Whether each column that a person named is there.

        Raises:
            UsageError: one is not.
        """
        for _, written in chosen:
            is_number = written.isdecimal() and len(written) < 6 and 0 < int(written) <= self.width
            if not is_number and key(written) not in map(key, self.written):
                there = ", ".join(shown(one) for one in self.written) or "none, for cards have no columns"
                raise UsageError(
                    "There is no column `{written}`; nothing was read. The columns are: {there}.",
                    written=shown(written),
                    there=there,
                )

    def cells(self, field: str, row: Sequence[str]) -> tuple[str, ...]:
        """What a row holds for a field, one for each of its columns."""
        return tuple([row[place] for place in self.of.get(field, ())])

    def cell(self, field: str, row: Sequence[str]) -> str:
        """The first of them; empty when there is no such column."""
        places = self.of.get(field)
        return row[places[0]] if places else ""


def recognise(header: Sequence[str], known: Mapping[str, str], chosen: Chosen = ()) -> Columns:
    """The columns of a header; `known` is one of the tables above. What a person chose goes before what is recognised.

    Raises:
        UsageError: there is no such field.
    """
    fields = _by_key(known)
    taken = _chosen(header, known, chosen)
    of: dict[str, tuple[int, ...]] = {}
    for place, one in taken.items():
        of[one] = (*of.get(one, ()), place)
    unknown: list[str] = []
    twice: list[str] = []
    for place, written in enumerate(header):
        if place in taken:
            continue
        name = key(written)
        field: str | None = fields.get(name) or fields.get(_NUMBER.sub("", name))
        if field == "email" and "email" in of and "others" in known and name != key(header[of["email"][0]]):
            field = "others"
        if field is None:
            unknown.append(written)
        elif (field in of and field not in MANY) or field in taken.values():
            twice.append(written)
        else:
            of[field] = (*of.get(field, ()), place)
    of.pop(LEFT_OUT, None)
    if "last" not in of and "first" in of and "name" in of and "name" not in taken.values():
        of = _first_and_last(of, header)
    return Columns(len(header), of, _said(unknown), tuple(header), _said(twice))


def _said(headers: Sequence[str]) -> tuple[str, ...]:
    return tuple(one for one in headers if one.strip())


def _chosen(header: Sequence[str], known: Mapping[str, str], chosen: Chosen) -> dict[int, str]:
    """Column → field, of those that a person named."""
    places: dict[str, int] = {}
    for place, written in enumerate(header):
        places.setdefault(key(written), place)
    taken: dict[int, str] = {}
    for field, written in chosen:
        if field not in known and field != LEFT_OUT:
            raise UsageError(
                "There is no field `{field}`; nothing was read. A column can hold: {known}; or `{left_out}` to "
                "leave it out.",
                field=shown(field),
                known=", ".join(known),
                left_out=LEFT_OUT,
            )
        place = places.get(key(written), int(written) - 1 if written.isdecimal() and len(written) < 6 else -1)
        if 0 <= place < len(header):
            taken[place] = field
    return taken


def _first_and_last(of: dict[str, tuple[int, ...]], header: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Beside a first name, a column called no more than Nom or Name holds the last name."""
    if key(header[of["name"][0]]) in ("nom", "name", "apellido", "الاسم"):
        return {**{field: places for field, places in of.items() if field != "name"}, "last": of["name"]}
    return {field: places for field, places in of.items() if field != "first"}


def _by_key(known: Mapping[str, str]) -> dict[str, str]:
    """Folded header → field; the first field that claims a header keeps it."""
    fields: dict[str, str] = {}
    for field, names in known.items():
        for name in names.split(", "):
            fields.setdefault(key(name), field)
    return fields
