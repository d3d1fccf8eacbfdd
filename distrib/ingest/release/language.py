"""Language: guesses what a text is written in, by its script and its commonest words. Never asks a model or network."""

from __future__ import annotations

import re
from collections import Counter

SAMPLE = 20_000
"""Characters looked at: beyond this a guess no longer changes."""

_WORD = re.compile(r"[^\W\d_]+")

_FUNCTION_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to a in is that for was with on by are as it from has have at be will this said an its who",
        "fr": "à le la les l de des d et du un une en est dans pour que qui sur au aux par plus avec a ont pas ce "
        "cette sont été ses",
        "es": "el la los las de del y a en que por con una para se su al un es lo como más sus este esta fue han",
        "pt": "o a os as de da do dos das e em que por com uma para não um é ao à mais se na no nas nos são foi pela "
        "pelo",
        "it": "il lo la i gli le l a in di del della dei delle e che per con una sono è nel nella al alla dal dalla "
        "più si un ha non",
        "de": "der die das und den dem des ein eine einer ist von mit für auf im zu sich nicht auch wird werden sind",
        "nl": "de het een van en in op voor met is dat die niet zijn te aan door bij wordt worden ook naar om heeft",
        "ro": "și de în la cu pe din care sunt este pentru au fost a fi că un o nu prin sau ale unui astfel către să",
        "pl": "i w na z do się że nie jest to po od przez dla oraz za są które jak ma będzie został tym jego",
        "cs": "a v na se je že do s z o pro který jsou které od by také však byl při jako není nebo roce",
        "sv": "och att det som en på är av för med till den har inte om ett från vi kan de säger under efter",
        "da": "og at det som en på er af for med til den har ikke om et fra vi kan de siger blev ved efter også",
        "no": "og at det som en på er av for med til den har ikke om et fra vi kan de sier ble ved etter også",
        "fi": "ja on ei se että oli ovat mutta myös kun sekä joka voi mukaan jotka hän kanssa tai ole kuin",
        "hu": "a az és hogy nem is egy ez van meg volt el csak már mint vagy szerint lesz azt ezt",
        "tr": "ve bir bu için ile da de olarak daha çok olan en gibi sonra kadar ise değil olduğu tarafından tüm göre",
        "az": "və bir bu üçün ilə də olaraq daha çox olan kimi sonra isə edib olunub görə",
        "sk": "a v na sa je že s o pre ktorý sú od tiež však pri ako nie alebo roku ktoré bude bol",
        "sl": "in v na se je da za so z s ki pri tudi kot bo po od leta iz ali ter bi",
        "hr": "i u na se je da za su s od koji kao što će bi iz nije ili te godine kako koje",
        "et": "ja on et ei ka oma mis ning kui või selle see aasta eesti kes",
        "lv": "un ir ka no ar par uz tiek kas arī gada pie lai kā viņš",
        "lt": "ir yra kad su iš į bei kaip tai už dėl buvo metų pat prie",
        "is": "og er í að á til með um sem fyrir við ekki hefur eru það var",
        "sq": "dhe e të në një për me që nga është janë si nuk ka më",
        "ca": "amb els dels aquest aquesta també seva seu són és pels als més han fins l d i",
        "eu": "eta da ez du bat dute dira ere izan egin den baina",
        "af": "nie vir hulle wat deur ook sal wees hierdie gesê",
        "ga": "agus an na ar is i go le a do ag bhí atá mar",
        "cy": "y yr yn a o i ar ac wedi mae gan eu hefyd gyda",
        "ha": "da na ta ya ba ga cikin wannan kuma domin sun tare shi",
        "uz": "va bu bilan uchun ham bir qilish boʻyicha edi o‘z",
        "id": "yang dan di dengan untuk dari pada dalam tidak ini itu akan telah oleh sebagai juga ke adalah kami para",
        "vi": "và của các là có cho được trong một những với không đã người này về từ khi để tại năm",
        "sw": "na ya wa kwa katika ni za la cha kuwa hii hiyo pia alisema kama watu wake zaidi lakini baada",
        "tl": "ang ng sa mga na at ay para ni si ito kay hindi nang mula may siya kanilang",
        "so": "iyo oo ka ku waa in uu ay soo la si ah loo ugu waxaa dadka aan kale laga",
        "ht": "nan yo ak pou ki sou pa te gen yon la se li moun tout nou mwen lè sa",
    }.items()
}

_SHARED_BY = Counter(word for function_words in _FUNCTION_WORDS.values() for word in function_words)
"""In how many languages a word is common: the fewer, the more it tells."""

_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]", "ar"),
    ("[\u0400-\u04ff]", "ru"),
    ("[\u3040-\u30ff]", "ja"),
    ("[\uac00-\ud7af]", "ko"),
    ("[\u4e00-\u9fff]", "zh"),
    ("[\u0370-\u03ff]", "el"),
    ("[\u0590-\u05ff]", "he"),
    ("[\u0900-\u097f]", "hi"),
    ("[\u0980-\u09ff]", "bn"),
    ("[\u0a00-\u0a7f]", "pa"),
    ("[\u0a80-\u0aff]", "gu"),
    ("[\u0b80-\u0bff]", "ta"),
    ("[\u0c00-\u0c7f]", "te"),
    ("[\u0e00-\u0e7f]", "th"),
    ("[\u1200-\u137f]", "am"),
    ("[\u10a0-\u10ff]", "ka"),
    ("[\u0530-\u058f]", "hy"),
    ("[\u1000-\u109f]", "my"),
    ("[\u1780-\u17ff]", "km"),
)
_SCRIPT_PATTERNS = tuple((re.compile(pattern), language) for pattern, language in _SCRIPTS)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")

_OWN_LETTERS: dict[str, tuple[tuple[str, str], ...]] = {
    "ar": (("ٹڈڑےں", "ur"), ("ښڼۍځ", "ps"), ("ێۆڵڕ", "ku"), ("پچژگکی", "fa")),
    "ru": (("ґєії", "uk"), ("әғқңөұүһ", "kk"), ("ўі", "be"), ("ъ", "bg"), ("ђћџљњј", "sr")),
}
"""Letters that tell a language from its script's usual one; the first row that is well represented wins."""

_MARKED = {
    "fr": "àâçèéêëîïôùûœ",
    "es": "áéíñóúü",
    "pt": "áâãàçéêíóôõú",
    "it": "àèéìíòù",
    "ca": "àçèéíïòóúü",
    "ro": "ăâîșțşţ",
    "de": "äöüß",
    "nl": "éëï",
    "sv": "åäöé",
    "da": "æøåé",
    "no": "æøåé",
    "fi": "äö",
    "hu": "áéíóöőúüű",
    "tr": "çğışöüâ",
    "ht": "àèéò",
    "ga": "áéíóú",
    "sq": "çë",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
}
"""Letters beyond a to z of languages that share their common words with others."""

_MARKED_COUNTS = 0.2
"""Of a common word that no other language has: marks decide where common words hardly do, as names have marks too."""

_LATIN_LETTERS = {"tr": "ğış", "pl": "łąęśżź", "cs": "řěů", "hu": "őű", "ro": "șță", "vi": "ơưạảấầậềệốộợ"}


def guess_language(text: str) -> str | None:
    """ISO 639-1 code of the language most of `text` is in; None when there is too little to tell."""
    sample = text[:SAMPLE].lower()
    counts = {language: len(pattern.findall(sample)) for pattern, language in _SCRIPT_PATTERNS}
    script, letters = max(counts.items(), key=lambda item: item[1])
    if letters and letters >= len(_LATIN.findall(sample)) * 0.7:
        # Japanese prose is mostly Han; a tenth of kana gives it away.
        if script == "zh" and counts["ja"] * 10 > letters:
            return "ja"
        return _by_own_letters(script, sample, letters)
    return _by_function_words(sample)


def _by_own_letters(script: str, sample: str, letters: int) -> str:
    for own, language in _OWN_LETTERS.get(script, ()):
        if sum(sample.count(letter) for letter in own) * 100 > letters:
            return language
    return script


def _by_function_words(sample: str) -> str | None:
    words = Counter(_WORD.findall(sample))
    total = sum(words.values())
    if total < 3:
        return None
    scores = {
        language: sum(words[word] / _SHARED_BY[word] for word in function_words)
        for language, function_words in _FUNCTION_WORDS.items()
    }
    for language, letters in _MARKED.items():
        scores[language] += _MARKED_COUNTS * _marked_words(words, letters)
    best = max(scores, key=lambda language: scores[language])
    told = sum(words[word] for word in _FUNCTION_WORDS[best])
    return best if told >= max(2, total * 0.04) else _by_latin_letters(sample)


def _marked_words(words: Counter[str], letters: str) -> int:
    """How many words have letters beyond a to z, and only such."""
    spelled = re.compile(f"[a-z]*[{letters}][a-z{letters}]*")
    return sum(count for word, count in words.items() if spelled.fullmatch(word))


def _by_latin_letters(sample: str) -> str | None:
    """The language whose own letters a short text shows most, if it shows some."""
    counts = {language: sum(map(sample.count, letters)) for language, letters in _LATIN_LETTERS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] > 2 else None
