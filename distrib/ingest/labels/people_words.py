"""Names, roles and offices: tells by its words what a piece of a contact line is. Knows no person and no sender."""

from __future__ import annotations

import re
from enum import StrEnum

from distrib.ingest.labels.vocabulary import compiled


class PieceKind(StrEnum):
    """What a piece of text between two numbers is."""

    NAME = "name"
    ROLE = "role"
    OFFICE = "office"


_ROLE = compiled(
    r"(?:director|directora?|directrice|directeur|direktor\w*|manager|officer|spokes\w+|chief|head|chair\w*|president\w*|"
    r"vice|senior|junior|executive|account|associate|assistant|deputy|coordinator|co-?ordinat\w+|specialist|advis[eo]r|"
    r"counsel\w*|consejer[oa]|portavoz|voce(?:ro|ra)|porte-parole|charg[ée]+e?s?|responsable?|attach[ée]+e?s?|respons[áa]vel|"
    r"consultant\w*|publicist|editor|producer|delegate|delegad[oa]|délégu[ée]+e?|representative|liaison|lead|leiter\w*|"
    r"\w*sprecher\w*|referent\w*|beratung|berater\w*|beauftragte\w*|secretar[yi]\w*|sekret\w+|assessor\w*|coordenador\w*|"
    r"coordinador\w*|coordinat\w+|encargad[oa]|jef[ea]|responsabile|addett[oa]|woordvoerder|\w*voorlichter|ceo|cto|cfo|coo|vp|founder|"
    r"chef\w*|\w+chef|\w*kommunikat\w+|\w*sekreterare|\w+leder|direktør|pressesjef|vd|tiedottaja|johtaja|\w*rzeczni\w+|kierownik|"
    r"пресс-секретарь|руководитель|директор|прес-секретар|sorumlusu|müdürü|yöneticisi|uzmanı|"
    r"\w*specjalist\w+|dyrektor\w*|menedżer\w*|mluvčí|ředitel\w*|vedoucí|szóvivő\w*|igazgató\w*|purtător\w*|consilier\w*|"
    r"kepala|direktur|manajer|juru|bicara|msemaji|mkurugenzi|afisa|meneja|katibu|jornalista|giornalista|capo|cap|danışmanı|sözcüsü|"
    r"прес\w*-секретар\w*|начальни\w+|менеджер\w*|специалист\w*|заместитель|представитель\w*|пресс-офицер|координатор\w*|керівни\w+|"
    r"\w*bürgermeister\w*|(?:regierungs|staats|stadt|gemeinde|kantons)r[aä]t(?:in)?|vorsteher\w*|minister(?:in)?|concejal\w*"
    r"|alcald(?:e|esa)|sindac[oa]|prefeit[oa]|vereador\w*|conseill(?:er|ère)|"
    r"εκπρόσωπος|διευθ\w+|υπεύθυν\w+|trưởng|giám|đốc|intern|strategist|administrator|commissioner|pio|press|media|public|communications?|information)$"
)
_ROLE_CORE = compiled(
    r"(?:director|directora?|directrice|directeur|direktor\w*|manager|officer|spokes\w+|chief|head|chair\w*|president\w*|"
    r"executive|coordinator|co-?ordinat\w+|specialist|advis[eo]r|counsel\w*|consejer[oa]|portavoz|voce(?:ro|ra)|porte-parole|"
    r"charg[ée]+e?s?|responsable?|attach[ée]+e?s?|consultant\w*|publicist|editor|producer|delegate|delegad[oa]|délégu[ée]+e?|"
    r"representative|liaison|leiter\w*|\w*sprecher\w*|referent\w*|beratung|berater\w*|beauftragte\w*|secretar[yi]\w*|assessor\w*|"
    r"coordenador\w*|coordinador\w*|encargad[oa]|jef[ea]|responsabile|addett[oa]|woordvoerder|\w*voorlichter|ceo|cto|cfo|vp|founder|"
    r"chefe?|conseill(?:er|ère)|\w+chef|\w*sekreterare|\w*kommunikatör|\w*leder|direktør|vd|tiedottaja|johtaja|\w*rzeczni\w+|kierownik|пресс-секретарь|"
    r"руководитель|директор|прес-секретар|sorumlusu|müdürü|yöneticisi|uzmanı|"
    r"\w*specjalist\w+|dyrektor\w*|menedżer\w*|mluvčí|ředitel\w*|vedoucí|szóvivő\w*|igazgató\w*|purtător\w*|consilier\w*|"
    r"kepala|direktur|manajer|bicara|msemaji|mkurugenzi|afisa|meneja|katibu|jornalista|giornalista|capo|danışmanı|sözcüsü|"
    r"прес\w*-секретар\w*|начальни\w+|менеджер\w*|специалист\w*|заместитель|представитель\w*|пресс-офицер|координатор\w*|керівни\w+|"
    r"\w*bürgermeister\w*|(?:regierungs|staats|stadt|gemeinde|kantons)r[aä]t(?:in)?|vorsteher\w*|minister(?:in)?|concejal\w*"
    r"|alcald(?:e|esa)|sindac[oa]|prefeit[oa]|vereador\w*|"
    r"εκπρόσωπος|διευθ\w+|υπεύθυν\w+|giám|"
    r"administrator|commissioner|pio|assistant|associate)$"
)
_OFFICE = compiled(
    r"(?:office|bureau|oficina|büro|department|departamento|département|direction|division|service|services|unit|headquarters|hq|"
    r"cent(?:er|re)|centro|university|universit\w+|universidad\w*|college|school|institut\w*|foundation|fundaci\w+|fondation|"
    r"agência|agenzia|agentur|hôtel|palais|palazzo|palacio|palácio|schloss|rathaus|immeuble|edificio|edifício|gebäude|"
    r"stiftung|association|asociaci\w+|society|council|committee|comité|commission|agency|agence|agencia|ministry|minist\w+|"
    r"cabinet|gabinete|government|federation|union|league|ligue|inc|ltd|llc|gmbh|ag|corp\w*|company|compan\w+|group|groupe|grupo|"
    r"systems?|marketing|relations|affairs|news|newsroom|desk|team|switchboard|pressestelle|presse|prensa|polizei\w*|laboratory|research|"
    r"twitter|facebook|instagram|linkedin|youtube|telegram|whatsapp|tiktok|"
    r"administration|national|international|communication|marketing|house|white|show|space|mining|club|network|"
    r"street|avenue|road|suite|floor|plaza|boulevard|building|hospital|church|court|county|town|city|state|district|"
    r"zoo|studios?|musée|museo|museu|theat(?:er|re)|théâtre|teatro|opera|gallery|galerie|galleria|orchestra|symphony|library|"
    r"biblioth\w+|\w*stadt\w*|gemeinde|landkreis|ville|mairie|préfecture|ayuntamiento|prefeitura|câmara|comune|kommun\w*|gmina|"
    r"\w*klub\w*|verein|\w*verband|\w*kammer|partei|pressedienst|landesstudio|radio|television|tv|robotics|rail(?:way)?s?|bahn|"
    r"airlines?|airways|airport|insurance|energy|foods|brewery|hotels?|technolog\w+|software|labs?|solutions|holdings?|ventures|"
    r"partners|consulting|entertainment|pictures|records|publishing|press(?:e|es)|academy|observatory|trust|charity|alliance|"
    r"coalition|campaign|authorit\w+|harbours?|secretariat|embassy|parliament|senate|chamber|oy|ab|as|aps|bv|nv|srl|spa|sarl|plc|kg|ev|e\.v|"
    r"\w*haus|direcci[oó]n|direzione|direção|comunicaci[oó]n|comunicação|comunicazione|medios|stampa|imprensa|"
    r"министерство|пресс-служба|прес-служба|служба|отдел|управление|департамент|відділ|фонд|центр|комитет|университет|vakfı|derneği|"
    r"müdürlüğü|başkanlığı|belediyesi|biuro|muzeum|muzea|urząd|fundacja|úřad|oddělení|muzej\w*|kementerian|biro|humas|dinas|wizara|kitengo|"
    r"idara|phòng|γραφείο|υπουργείο|τύπου|hivatal\w*|minisztérium\w*|"
    r"directorate|presidency|premier|pr|plc|consejer[ií]a|viceconsejer[ií]a|conseller[ií]a|delegaci[oó]n|subdelegaci[oó]n|diputaci[oó]n|"
    r"alcald[ií]a|secretar[ií]a|assessorato|regione|provincia|prefettura|questura|governo|conseil|rectorat|métropole|région|"
    r"visit|view|read|download|our|us|here|blog|website|follow|sociedad|anónima|capital|variable|sa|cv|limited|plc|ngo|health|world|global|united|nations|fund|bank|police|museum|public|media|library|press|contacts?|details|information)$"
)
_PRESS_OFFICE = compiled(
    r"(?:[\w.&’' -]{0,40}\s)?(?:(?:press|media|news) (?:office|relations|desk|team|department)|presse(?:stelle|büro)"
    r"|medienstelle|service (?:de )?presse|ufficio stampa|(?:oficina|gabinete|departamento) de (?:prensa|comunicación)"
    r"|assessoria de imprensa|biroul de presă|المكتب الإعلامي|пресс-служба)$"
)
_HONORIFIC = re.compile(
    r"(?:mr|mrs|ms|miss|mme|mlle|m(?=\.)|herr|frau|sr|sra|srta|sig|signora|dipl\.-\w+|(?:ال)?(?:سيد|سيدة|آنسة|أستاذ|أستاذة))\.?\s+(?=\S)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:and|or|&|et|ou|und|oder|en|of|y|o|e|och|og|i|lub|и|или|та)\s+|\s*/\s*")
_SHORT_FORM = re.compile(r"[A-ZÄÖÜ]{2,5}(?:in)?")
"""A rank or an organisation in capitals."""

_AT_OFFICE = re.compile(
    r"\s+(?:(?:at|à|au|aux|chez|bei|beim|en|em|na|no|presso|hos|with|from)\s+(?:(?:the|la|le|el|los|las|der|dem)\s+|l['’])?(?=[A-ZÀ-Þ])"
    r"|(?:of|de|du|del|dell['’]|da|do|van|von|vom)\s*(?:(?:the|la|el|los|las|der)\s+|l['’])?(?=[A-ZÀ-Þ]{2,}\b))"
)
"""What leads from a name to the office; words that names have too do so only before an acronym."""

_PARTICLES = frozenset(
    ["de", "del", "de'", "della", "di", "da", "do", "dos", "du", "des", "la", "le", "van", "von", "der"]
)
_MORE_PARTICLES = frozenset(
    ["den", "ten", "ter", "bin", "ibn", "bint", "al", "el", "ben", "abu", "y", "e", "zu", "zum"]
)
_ARTICLES = frozenset(["The", "THE", "Der", "Die", "Das", "Het", "Los", "Las"])
_ORGANISATION = compiled(
    r"(?:plc|ltd|limited|inc|llc|gmbh|ag|corp|company|group|holdings?|bank|museum|university|college|school|academy|institute?|"
    r"hospital|church|foundation|association|society|council|union|federation|league|club|trust|theat(?:er|re)|gallery|library|"
    r"cent(?:er|re)|station|orchestra|railways?|airlines?|airways|communications|marketing|consulting|partners|network|laboratory|observatory|zoo)$"
)
"""What is said last in an organisation's name."""

_INSTITUTION_FIRST = compiled(
    r"(?:polic[ií]a|polizia|pol[ií]cia|guard(?:ia|ie)|garde|gendarmerie|carabinieri|pompiers|sapeurs|bomberos|bombeiros|vigili|"
    r"croix|cruz|croce|crveni|crvena|creu|croissant|prote(?:cción|zione|ção|ction)|proteção|defensor[ií]a|fiscal[ií]a|procur(?:a|adur[ií]a|adoria)|"
    r"parquet|procuratore?|tribun(?:al|ale|aux)|cour|corte|juzgado|audiencia|junta|consejo|conseil|consiglio|conselho|"
    r"c[áa]mara|camera|chambre|banco|banque|banca|caisse|caja|cassa|caixa|h[ôo]pital|ospedale|cl[ií]nica|clinique|"
    r"chancellerie|canciller[ií]a|assembl[ée]+e?|asamblea|assemblea|assembleia|s[ûu]ret[ée]|secours|soccorso|socorro|"
    r"m[ée]decins|m[ée]dicos|medici|presidencia|pr[ée]sidence|presidenza|presidência|capitaner[ií]a|"
    r"haut|alto|istituto|instituto|defesa|receita|caritas|rijks\w+|rode|røde|röda|svenska|koninklijke|gemeentelijke|"
    r"freiwillige|technische[rs]?|statistische[rs]?|deutsche[rs]?|österreichische[rs]?|schweizerische[rs]?|"
    r"red|royal|crown|coast|fire|border|air|emergency|sheriff(?:['’]s)?|duty|catholic|helping|save|out)$"
)
"""The kind of an institution, which stands first in its name, where a person's given name would."""

_INSTITUTION = compiled(
    r"\w{3,}(?:amt|behörde|gericht|anwaltschaft|inspektion|agentur|hilfswerk|wohlfahrt|gesellschaft|hochschule|direktion|"
    r"rettung|klinik|klinikum|tjänsten|dienste?|bestuur)(?:s|en)?$"
    r"|\w*(?:feuerwehr|brandweer|bundeswehr|bergwacht|wasserwacht|klinikum|politie[t]?|polisen)$"
)
"""A compound whose last part is an institution's kind: "Hauptzollamt", "Staatsanwaltschaft"."""

_WORD = re.compile(r"(?:[^\W\d_]\.){1,3}$|[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_])|\.(?=-))*\.?$")
_CASELESS = re.compile(r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0e7f\u10a0-\u10ff\u1200-\u137f\u3040-\u9fff\uac00-\ud7af]")
_CASELESS_ROLE = re.compile(
    r"(?:ال)?(?:مدير|مديرة|رئيس|رئيسة|مسؤول|مسؤولة|مسئول|مسئولة|متحدث|متحدثة|ناطق|ناطقة|مستشار|مستشارة|منسق|منسقة|أخصائي|أخصائية"
    r"|موظف|موظفة|مساعد|مساعدة|نائب|نائبة|وزير|وزيرة|مديرکل|مدیر|رییس|سخنگوی?|مسئول|مشاور|کارشناس|ترجمان|دوברת?)$"
    r"|(?:דובר|דוברת|מנהל|מנהלת|יועץ|יועצת|ראש)$"
    r"|.*(?:教授|講師|研究員|研究员|部长|主任|经理|總監|总监|专员|發言人|发言人|主管|処長|課長|部長|室長|係長|局長|팀장|과장|부장|실장|국장|매니저|대변인|주무관)$"
)
_CASELESS_OFFICE = re.compile(
    r"(?:ال)?(?:مكتب|وزارة|إدارة|قسم|مؤسسة|جامعة|هيئة|منظمة|وكالة|مركز|دائرة|شركة|بنك|لجنة|مفوضية|صندوق|جمعية|إعلام|إعلامي|إعلامية"
    r"|صحافة|صحفي|صحفية|تواصل|اتصال|علاقات|اتصالات|للإعلام|روابط|وزارت|سازمان|اداره|دانشگاه|شرکت|عمومی|محکمہ|وزارتِ?)$"
    r"|(?:मीडिया|प्रकोष्ठ|कार्यालय|विभाग|मंत्रालय|निदेशालय|সংবাদ|বিভাগ|মন্ত্রণালয়)$|ฝ่าย|กระทรวง|สำนัก"
    r"|(?:משרד|דוברות|לשכת|מחלקת|עיריית|אגף)$|(?:主办|微信|微博|邮编|地址|网址|住所|所在地|〒)"
    r"|.*(?:部|部门|科|课|課|室|局|厅|廳|司|処|处|署|庁|省|院|会|社|公司|集团|集團|大学|大學|银行|銀行|研究所|中心|センター|グループ|官房"
    r"|新闻|팀|부|실|국|과|센터|재단|대학교?|은행|위원회|주식회사|공사|공단|협회)$"
)
_CASELESS_HEAD = re.compile(
    r"(?:وزارة|إدارة|مؤسسة|جامعة|هيئة|منظمة|وكالة|مركز|دائرة|شركة|بنك|لجنة|مفوضية|صندوق|جمعية|سازمان|دانشگاه)$"
)
_HAN_NAME = re.compile(
    r"(?![^\s]*[部社司处室局会院网报])[\u4e00-\u9fff]{2,4}"
    r"|[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방](?!.[팀실과])[\uac00-\ud7af]{2}"
)
_SENDER = compiled(
    r"(?:ministry|department|office|university|ministère|ministerio|ministério|ministero|universidad|université)"
    r"\s+(?:of|de|du|da|di)\s.+$"
)
_SENDER_BEHIND = compiled(
    r".*\s(?:office|department|ministry|agency|authority|commission|council|university|college|institute|police|bureau|"
    r"foundation|association|secretariat|parliament|committee)$"
)
_HAN_COMPANY = re.compile(
    r"(?:株式会社|有限会社|주식회사)\S{1,20}$|\S{0,8}(?:大学|学校)法人$|\S{1,20}(?:株式会社|有限会社|有限公司|주식회사|大学|大學|대학교)$"
)
_TITLES = frozenset(["dr", "dr.", "prof", "prof.", "professor", "sir", "dame", "rev.", "capt.", "lt.", "sgt.", "col."])

MAX_NAME_WORDS = 5

SENDER_WORDS = 6
"""In capitals, more words are a headline that ends in an office."""


def kind_of(text: str) -> PieceKind:
    """Name, role or office; what is neither of the first two is an office."""
    if is_name(text):
        return PieceKind.NAME
    words = [word.strip(".,()&") for word in text.split()]
    is_role = any(_ROLE_CORE.match(word) or _CASELESS_ROLE.match(word) for word in words)
    return PieceKind.ROLE if is_role else PieceKind.OFFICE


def names_institution(text: str) -> bool:
    """Whether a word says that it is no place but an office or organisation."""
    return any(map(_is_told, text.split()))


def is_press_office(text: str) -> bool:
    """A press office, named by what it is."""
    return len(text) < 80 and bool(_PRESS_OFFICE.match(text))


def is_sender(text: str, *, is_first: bool) -> bool:
    """An office by its kind of name: in capitals as letterheads have it, or a company or university in Han letters.

    `is_first` says that nothing stands above it: further down, capitals that end in an office may be a headline.
    """
    words = text.split()
    if not words or len(words) > SENDER_WORDS:
        return False
    if _HAN_COMPANY.match(words[0]):
        return all(_CASELESS_OFFICE.match(word) for word in words[1:])
    told = _SENDER.match(text) or (is_first and _SENDER_BEHIND.match(text.strip(".,:*")))
    return text.isupper() and len(words) > 1 and bool(told)


def is_name(text: str) -> bool:
    """Whether the words can be a person's name."""
    words = without_honorific(text).split()
    if _HAN_NAME.fullmatch(text):
        return True
    if not 2 <= len(words) <= MAX_NAME_WORDS or len(text) > 60 or text.endswith(("'s", "’s")):
        return False
    if words[0] in _ARTICLES or _INSTITUTION_FIRST.match(words[0].split("-")[0]) or any(map(_INSTITUTION.match, words)):
        return False
    if _CASELESS.search(text):
        return len(words) <= 4 and not re.search(r"[\d:：/]", text) and not any(map(_is_told, words))
    return all(_WORD.match(word) and not _is_told(word) for word in words) and _is_cased_name(words)


def _is_cased_name(words: list[str]) -> bool:
    """Capitals where a name has them; a word all in capitals only as a surname, or when all are."""
    if words[0].casefold() in _PARTICLES and words[0].islower():
        return False
    big = [word for word in words if word.casefold() not in _PARTICLES | _MORE_PARTICLES]
    if len(big) < 2 or not all(word[0].isupper() for word in big):
        return False
    shouting = [len(word) > 2 and word.isupper() for word in big]
    return (
        not any(shouting)
        or (shouting[-1] and len(words) <= 3 and not words[0].isupper())
        or (all(shouting) and len(big) == 2)
    )


def _is_told(word: str) -> bool:
    bare = word.strip(".,()")
    parts = bare.split("-")[1:] if "-" in bare else []
    if _CASELESS.search(bare):
        return bool(_CASELESS_ROLE.match(bare) or (_CASELESS_OFFICE.match(bare) and not _HAN_NAME.fullmatch(bare)))
    return bool(
        _ROLE.match(bare)
        or _OFFICE.match(bare)
        or _ROLE.match(bare.rstrip("’'s"))
        or any(_OFFICE.match(part) for part in parts if len(part) > 3)
    )


def without_honorific(text: str) -> str:
    """A name without Mr, Mme, Herr; Dr and Professor stay."""
    return _HONORIFIC.sub("", text, count=1).strip()


def names_joined(text: str) -> tuple[str, str] | None:
    """The two names of "Jane Doe or John Roe"; None when it is not two."""
    parts = _AND.split(text)
    return (parts[0], parts[1]) if len(parts) == 2 and is_name(parts[0]) and is_name(parts[1]) else None


def parted_name(text: str) -> tuple[str, str] | None:
    """(name, role or office) of "Jane Doe / Press Officer", in either order; None when it is not that."""
    first, stroke, second = text.partition(" / ")
    if not stroke or is_name(first) == is_name(second):
        return None
    return (first, second) if is_name(first) else (second, first)


def ranked_name(text: str) -> tuple[str, str] | None:
    """(name, what stands before it) of "POK Jens Muster", "EXR Jane Doe"; None when it is not that."""
    short, _, name = text.partition(" ")
    return (name, short) if _SHORT_FORM.fullmatch(short) and is_name(name) and not name.isupper() else None


def name_of_office(text: str) -> tuple[str, str] | None:
    """(name, office) of "Jane Doe à l'OIM", "Jane Doe of WFP"; None when no name stands before such a word."""
    for at in _AT_OFFICE.finditer(text):
        if is_name(text[: at.start()]):
            return text[: at.start()], text[at.end() :]
    return None


def _is_organisation(words: list[str]) -> bool:
    return bool(_CASELESS_HEAD.match(words[0]) or _ORGANISATION.match(words[-1].strip(".,()")))


def split_name(text: str) -> tuple[str | None, str | None]:
    """(name, role or office) of "Jane Doe Press Officer" or "Press Officer Jane Doe"; Nones when no name shows."""
    words = text.split()
    told = [_is_told(word) for word in words]
    if told == [True, False] and _HAN_NAME.fullmatch(words[1]):
        return words[1], words[0]
    # In Arabic, all behind "ministry" or "university" says of what.
    if True not in told or len(words) < 3 or (told.count(True) == 1 and _is_organisation(words)):
        return None, None
    first = told.index(True)
    before = " ".join(words[:first])
    if first >= 2 and is_name(before) and not before.isupper():
        return before, " ".join(words[first:])
    last = len(told) - told[::-1].index(True)
    behind = " ".join(words[last:])
    if is_press_office(" ".join(words[:last])):
        return None, None
    if last < len(words) and is_name(behind) and not behind.isupper() and words[0].casefold() not in _TITLES:
        return behind, " ".join(words[:last])
    return None, None
