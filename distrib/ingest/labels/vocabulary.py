"""The words that label parts of a release, per language. Data, and how it becomes one pattern; no rule of use.

Each tuple holds regular expressions without anchors; a space stands for any run of spaces. English first, then
French, Spanish, German, Portuguese, Italian, Dutch, Romanian, Arabic, others.
"""

from __future__ import annotations

import re


def alternatives(*tables: tuple[str, ...]) -> str:
    """One non-capturing group of all entries, spaces widened, longest first so that none hides another."""
    entries = sorted((entry for table in tables for entry in table), key=len, reverse=True)
    return "(?:" + "|".join(entry.replace(" ", r"\s+") for entry in entries) + ")"


def compiled(pattern: str) -> re.Pattern[str]:
    """Case never matters in labels."""
    return re.compile(pattern, re.IGNORECASE)


RELEASE_LINES = (
    "for immediate (?:release|publication|use|distribution)",
    "(?:news and )?(?:joint )?(?:press|news|media) release",
    "(?:press|media|news) notice",
    "for release",
    "(?:press|media|news) statement",
    "pour (?:diffusion|publication|parution) immédiate",
    "communiqué (?:de presse|aux médias)(?: (?:national|régional|conjoint))?",
    "(?:media )?briefing notes?|notes? d['’]information(?: aux médias)?|notas? informativas?(?: de prensa)?",
    "communiqué",
    "para (?:su )?(?:publicación|difusión|distribución) inmediata",
    "de publicación inmediata",
    "(?:comunicado|nota|boletín) de prensa",
    "(?:zur )?(?:sofortige[nr]? )?(?:veröffentlichung|freigabe)",
    "(?:presse|medien)(?:mitteilung|meldung|information|aussendung)",
    "para (?:divulgação|publicação) imediata",
    "(?:comunicado|nota) (?:de|à) imprensa",
    "comunicato stampa",
    "per (?:diffusione|pubblicazione) immediata",
    "persbericht",
    "voor onmiddellijke publicatie",
    "comunicat de presă",
    "pressmeddelande",
    "pressemeddelelse",
    "pressemelding",
    "lehdistötiedote",
    "komunikat prasowy",
    "tisková zpráva",
    "sajtóközlemény",
    "basın (?:bülteni|açıklaması)",
    "siaran pers",
    "thông cáo báo chí",
    "пресс-релиз",
    "прес-реліз",
    "(?:informacja|notatka) prasowa|tlačová správa|sporočilo za (?:javnost|medije)",
    "priopćenje(?: za (?:medije|javnost))?|saopštenje(?: za (?:javnost|medije))?",
    "fréttatilkynning|pressiteade|mediatiedote|preses relīze|pranešimas spaudai",
    "(?:nota|comunicat) de premsa|prentsa oharra|datganiad i['’]r wasg|komunikatë për shtyp",
    "basın duyurusu|kenyataan media|taarifa kwa (?:vyombo vya habari|umma)",
    "δελτ[ίι]ο τ[ύυ]που|прессъобщение|саопштење(?: за јавност)?|баспасөз релизі",
    "للنشر (?:ال)?فور[يا]ً?",
    "بيان صحفي",
    "خبر صحفي",
    "بیانیه مطبوعاتی|اطلاعیه مطبوعاتی|پریس ریلیز|הודעה לעיתונות",
    "प्रेस विज्ञप्ति|প্রেস বিজ্ঞপ্তি|ข่าวประชาสัมพันธ์",
    "新闻稿|新聞稿|新闻发布",
    "プレスリリース|ニュースリリース|報道(?:発表|資料|発表資料)",
    "보도자료|보도 자료",
)

MARKERS = (
    "media (?:advisory|alert|invitation|note|update)",
    "(?:press|photo|news|tip) (?:advisory|alert|opportunity|invitation)",
    "advisory",
    "canceled|cancelled",
    "postponed",
    "correction|corrected|corrects",
    "correcting and replacing",
    "corrected and replaced",
    r"refile|repeat|update \d|updated",
    "kill|withdrawal|retraction|hold",
    "c o r r e c t i o n|r e p r i s e|reprise|r e p e a t",
    "invitation aux médias|avis aux médias|invitation presse|invitation à la presse",
    "correction|rectificatif|erratum|annulé",
    "aviso a los medios|convocatoria(?: de prensa)?|invitación a los medios|corrección|rectificación|cancelado",
    r"presseeinladung|einladung (?:zur|an die) (?:presse\w*|medien)|terminhinweis|korrektur|berichtigung",
    "convite à imprensa|aviso de pauta|correção|invito stampa|rettifica|persuitnodiging|rectificatie",
    "دعوة (?:لوسائل الإعلام|صحفية|إعلامية)|تنويه إعلامي|تصحيح",
)

EMBARGO_WORDS = (
    "(?:strictly )?(?:under )?(?:strict )?embargo(?:ed)?",
    "strictly embargoed|under embargo",
    "(?:hold for|not for) (?:release|publication|broadcast)",
    "sous embargo|embargo",
    "bajo embargo|embargado",
    "sperrfrist|gesperrt|frei(?:gegeben)? ab",
    "sotto embargo|onder embargo|sob embargo|embargado",
    "not (?:to be |for )(?:published|released|broadcast|publication|release|broadcast) (?:before|until)",
    "ne pas (?:publier|diffuser) avant|(?:à )?(?:publier|diffuser) à partir d[ue]",
    "(?:para )?publicar (?:el|a partir)|no (?:publicar|difundir) (?:antes|hasta)|não (?:publicar|divulgar) antes",
    "nicht vor dem .{3,40} (?:veröffentlichen|verwenden)|veröffentlichung (?:frei )?(?:ab|erst|nicht vor)",
    "da (?:pubblicare|diffondere) (?:non prima|dal)|niet publiceren vóór|får (?:inte|ej) publiceras före",
    "не (?:публиковать|для публикации) до",
    "эмбарго|ембарго|εμπάργκο|ambargo(?:lu)?|zakaz publikacji do|אמברגו",
    "エンバーゴ|(?:報道)?解禁(?:日時)?|엠바고|禁发至",
    "محظور(?:ة)?(?: النشر)?|حظر(?: النشر)?|يُ?حظر النشر",
)

ABOUT_WORDS = (
    "about",
    "[àa] propos d(?:e |u |es |['’]|e l['’])|au sujet d(?:e |u |es |['’])",
    "(?:acerca|sobre) (?:de |del )?",
    "über (?:das|die|den) |über|zum unternehmen|über uns",
    "sobre (?:o|a|os|as) |sobre",
    "informazioni su(?:l|lla|lle|i|gli)? |informazioni su|chi siamo|chi è|profilo",
    r"over (?:de|het) (?:\w{3,12} )?|over",
    "despre",
    "o (?:firmie|organizacji|fundacji|muzeum|społeczności|společnosti|nás|nas|spoločnosti|podjetju|kompaniji)",
    "om",
    "hakkında|tentang|về",
    "о (?:компании|группе|фонде|банке|проекте|музее)|об? (?:организации|университете|институте)",
    "про (?:компанію|організацію|фонд|університет|музей|проєкт)|σχετικά με(?: τ\\w{1,3})?",
    "(?:نبذة )?عن|حول|لمحة عن",
    "关于|について",
)

ABOUT_BEHIND = ("hakkında", "について", "に関して", "の概要", "소개", "简介", "簡介")
"""Where a language says "Example Rail, about" rather than "About Example Rail"."""

NOTES_HEADINGS = (
    "(?:end)?notes?(?: (?:to|for) (?:the )?(?:editors?|press|media|news ?desks|journalists|producers|readers?))?",
    "editor(?:['’]s|s['’]?|ial) notes?|background(?: (?:information|notes?|for editors))?",
    "further (?:information|reading)",
    "additional (?:resources|information)|resources|references|sources?|related links|boilerplate|disclaimer",
    "forward[- ]looking statements?|safe harbor(?: statement)?|multimedia(?: assets)?|photo(?:s| captions?)?",
    "b-roll(?: and photos)?|(?:quick|fast) facts|facts and figures|(?:les )?faits (?:en bref|saillants)",
    "(?:associated|useful) links?|liens? connexes?|(?:related products?|produits? connexes?)|enlaces relacionados",
    "(?:media|broadcast|photo) notes?|notes? (?:to|for) broadcasters|(?:information )?for editors",
    "additional background|(?:ots[- ])?originaltext|digitale pressemappe|pressemappe via rss",
    r"notes? (?:aux|à|au|pour les?|à l['’](?:in|at)tention (?:des|de la)) (?:rédact\w+|éditeurs|journalistes)",
    "informations? complémentaires?|contexte|note",
    "bibliogra(?:phi[ea]|fía|fia)|références? (?:bibliographiques?|scientifiques?)",
    "referencias? bibliográficas?|literatur",
    r"related (?:journal )?article|journal(?: reference)?|doi|publication|referenc(?:es?|ias?)",
    "original(?:publikation|veröffentlichung)|publikation|pubblicazione|publicación|publicação",
    r"notas? (?:a|para|de) (?:los |las |la )?(?:editor\w*|redact\w*|redacción|prensa|medios|periodistas)|antecedentes",
    "más información",
    r"hinweis(?:e)? (?:an|für) (?:die )?(?:redaktion\w*|medien|journalist\w*)|hintergrund(?:information\w*)?",
    r"zum hintergrund|anmerkung(?:en)?(?: für (?:die )?\w*redak\w+)?",
    r"notas? (?:aos|para) (?:editor\w*|a imprensa|jornalistas)",
    r"note (?:per|ai|alla) (?:gli |la |i |le )?(?:redat\w+|redazion\w+|giornalisti)",
    r"noot (?:voor|aan) de redactie|notă? (?:pentru|către) (?:redac\w+|editor\w*)|not till redaktionen",
    "info|informa(?:zioni|tionen|tions|ciones|ções)",
    "informations? pratiques|informazioni (?:utili|pratiche)|praktische (?:informationen|hinweise|informatie)",
    "información práctica|informações práticas|(?:practical|visitor|listings?) information|key facts",
    "on behalf of the (?:board|company|directors)[^.:]{0,40}|au nom du conseil[^.:]{0,40}",
    "about(?: us)?|qui sommes-nous|quiénes somos|quem somos|wer wir sind|о нас|про нас|o nás|o nas",
    "о компании|про компанію|o firmie|o spółce|o společnosti",
    "how (?:to|you can) (?:help|donate|give)|(?:ways|where) to (?:help|donate|give)",
    "comment (?:aider|donner)|cómo (?:ayudar|donar)",
    "credit lines?|acknowledge?ments?|remerciements|exhibition (?:credits?|support)",
    "(?:associations?|organi[sz]ations?|structures|collectifs) signataires",
    "attachments?|enclos(?:ures?|ed)|pi[èe]ces? jointes?|annexes?|anlagen?|beilagen?|allegat[oi]|adjuntos?|anexos?",
    "bijlagen?",
    "приложени[ея]|додат(?:ок|ки)|ekler|المرفقات|مرفقات",
    "(?:signatory|signing|endorsing) organi[sz]ations|organizzazioni firmatarie",
    "(?:organizaciones|entidades|asociaciones) firmantes|(?:organizações|entidades) signatárias",
    "signator(?:y|ies)|list of signatories|signed by|signataires|firmantes|signatários",
    "unterzeichn(?:er|ende)\\w*|firmatari",
    "(?:для )?справк[аи](?: о компании)?|справочно|довідк(?:а|ово)|σημειώσεις (?:προς|για) (?:τους )?συντάκτες",
    "dla redakcji|do redakcji|informacje dodatkowe|poznámk[ay] pro (?:editory|média|redakce)",
    "企业简介|公司简介|编者按|会社概要|企業概要|参考(?:資料)?|회사 ?개요|회사 ?소개|참고 ?자료",
    "ملاحظات? (?:لل?(?:محررين|صحفيين|ناشرين)|إلى (?:ال)?(?:محررين|صحفيين))|خلفية|معلومات أساسية",
)

NOT_TO_PRINT = (
    r"\(?not (?:for|intended for) publication\)?",
    r"\(?(?:ne pas publier|non destiné à la publication)\)?",
    r"\(?(?:no (?:es )?para publicar|não (?:é )?para publicação|non per la pubblicazione)\)?",
    r"\(?nicht (?:zur|für die) veröffentlichung\)?|\(?niet (?:voor|ter) publicatie\)?",
)

END_WORDS = (
    "ends?|end of (?:press )?(?:release|text|statement)|30|more|-?ends-?",
    "fin(?: du communiqué)?|fin del comunicado|final|ende(?: der mitteilung)?|fim|fine|einde|sfârșit|slut",
    "koniec|konec|конец|кінець|край|τέλος|schlu(?:ss|ß)|loppu|slutt|vége|son|selesai|hết|mwisho",
    "انتهى|انتهت|النهاية|پایان|סוף|完|終わり|以上|끝",
)
