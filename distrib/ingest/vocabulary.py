"""The words that label parts of a release, per language. Data only: how they are used stands where they are used.

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
    "(?:press|news|media) release",
    "for release",
    "(?:press|media|news) statement",
    "pour (?:diffusion|publication|parution) immédiate",
    "communiqué (?:de presse|aux médias)",
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
    "للنشر (?:ال)?فور[يا]ً?",
    "بيان صحفي",
    "خبر صحفي",
    "新闻稿",
    "プレスリリース",
    "보도자료",
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
    "refile|repeat|update \\d|updated",
    "kill|withdrawal|retraction|hold",
    "c o r r e c t i o n",
    "invitation aux médias|avis aux médias|invitation presse|invitation à la presse",
    "correction|rectificatif|erratum|annulé",
    "aviso a los medios|convocatoria(?: de prensa)?|invitación a los medios|corrección|rectificación|cancelado",
    "presseeinladung|einladung (?:zur|an die) (?:presse\\w*|medien)|terminhinweis|korrektur|berichtigung",
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
    "محظور(?:ة)?(?: النشر)?|حظر(?: النشر)?|يُ?حظر النشر",
)

EMBARGO_UNTIL = (
    "until|till|til|for|to|before|not for",
    "jusqu['’](?:au|à|a)|jusque",
    "hasta",
    "bis|ab|nicht vor",
    "fino|sino|até|tot",
    "حتى|قبل|إلى",
)

CONTACT_LABELS = (
    "(?:(?:media|press|news|editorial|pr|public relations|further|primary|communications?|interview) )?"
    "(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|queries)(?: (?:information|info|details|person|us|for the media|for media))?",
    "(?:contact|contacts) for (?:the )?(?:media|press|journalists|editors)",
    "(?:for )?(?:all )?(?:media|press|interview) (?:enquiries|inquiries|requests|queries|contacts?|information)"
    "[^:.\\n]{0,60}",
    "(?:press|media) (?:office|officer|desk|relations|team|spokesperson)",
    "media liaison|spokespersons?|spokespeople",
    "contacts?(?: (?:presse|médias?|pour la presse|pour les médias))?",
    "relations? (?:presse|médias?|avec les médias)|service de presse|renseignements|contacts? et informations",
    "contactos?(?: (?:de|para|con) (?:la )?(?:prensa|medios|los medios|comunicación|información))?",
    "(?:oficina|gabinete|departamento) de (?:prensa|comunicación)",
    "(?:presse|medien|pr-?)?(?:kontakte?|anfragen)(?: für (?:medien|journalisten|die presse|rückfragen))?",
    "pressestelle|ansprechpartner(?:in|/in|:in)?(?: für (?:die )?(?:presse|medien))?|medienstelle|auskünfte?",
    "rückfrage(?:n|hinweis)[^:\\n]{0,60}|(?:für )?(?:rückfragen|auskünfte)",
    "contat[oi]s?(?: (?:de|para|per|con|stampa|à) ?(?:a |la |i )?(?:imprensa|stampa|media)?)?|contatti stampa",
    "assessoria de (?:imprensa|comunicação)|ufficio stampa",
    "(?:pers)?contact(?:persoon)?|perscontacten|noot voor de redactie",
    "(?:persoan[ăe] de )?contact(?: (?:de )?presă)?|birou(?:l)? de presă",
    "(?:media|press|presse)kontakt(?:er|i)?|kontakt(?:y)?(?: (?:dla|pro) (?:mediów|média))?|mediekontakt",
    "basın (?:irtibat|iletişim)|iletişim|narahubung|kontak media|liên hệ(?: báo chí)?",
    "контакты(?: для (?:прессы|сми))?|пресс-служба|контактна особа|контакти",
    "(?:جهات?|معلومات|بيانات) (?:ال)?(?:اتصال|تواصل)(?: (?:ال)?(?:إعلامي|صحفي)\\w*)?",
    "(?:لل?(?:اتصال|تواصل|استفسار(?:ات)?))[^:\\n]{0,40}|(?:ال)?(?:مكتب|مسؤول) (?:ال)?(?:إعلامي|صحفي|إعلام)",
    "媒体联系人?|新闻联系人?|联系人|报道関係者.{0,12}問い合わせ先?|お問い合わせ先?|문의(?:처)?|담당자",
)

FURTHER_INFORMATION = (
    "(?:for )?(?:any )?(?:more|further|additional|general media|other|all other) (?:information|info|details|inquiries|enquiries)",
    "(?:to|for) (?:arrange|request|schedule|book|set up|organi[sz]e) (?:an? )?interviews?",
    "(?:for )?(?:interviews?|comment)(?: requests)?",
    "journalists (?:seeking|wishing|who)|(?:media|press|journalists|reporters) (?:may|can|should|are)",
    "note to (?:the )?(?:media|editors|journalists)",
    "pour (?:toute |de |plus |obtenir |d'|d’|de plus |tout |en )+(?:amples )?"
    "(?:informations?|renseignements?|détails|question|demande|savoir plus)(?: \\w+){0,6}?",
    "para (?:más|mayor|mayores|obtener más|solicitar|cualquier) (?:información|informaciones|informes|detalles|consulta|entrevistas)",
    "(?:für )?(?:weitere|nähere|mehr) (?:informationen|auskünfte|fragen|details)|bei (?:rück)?fragen",
    "para (?:mais|maiores|obter mais) (?:informações|detalhes|esclarecimentos)",
    "per (?:ulteriori |maggiori |altre )?(?:informazioni|dettagli|interviste)",
    "voor (?:meer|verdere|nadere) (?:informatie|inlichtingen)",
    "pentru (?:mai multe |alte |detalii |informații )+(?:informații|detalii|suplimentare)?",
    "för mer information|for (?:mer|yderligere|flere) (?:informasjon|oplysninger|information)|lisätietoja",
    "więcej informacji|další informace|daha fazla bilgi(?: için)?|untuk informasi lebih lanjut|để biết thêm",
    "(?:за|для) (?:дополнительной|получения дополнительной) информаци(?:ей|и)|за додатковою інформацією",
    "ل?لمزيد من (?:ال)?(?:معلومات|تفاصيل|استفسارات|إيضاحات)",
)

CONTACT_VERBS = (
    "contact|call|e-?mail|reach(?: out to)?|write to|phone|telephone|speak to|get in touch with|be directed to",
    "contact(?:er|ez)|joindre|appeler|s['’]adresser à|écrire à|adresser à",
    "contact[ea]r?|contacte|comuníquese con|comunicarse con|póngase en contacto con|llam[ea]r?|escrib[ai]r? a|dirigirse a",
    "wenden sie sich (?:bitte )?an|kontaktieren sie|steht? (?:ihnen )?|erreichen sie",
    "entre em contato com|contat(?:e|ar|o)|contattare|rivolgersi a|neem contact op met|contactați|vă rugăm să contactați",
    "kontakta|kontakt(?:e|owa[ćc])?|обращайтесь|звоните|(?:يرجى |الرجاء )?(?:ال)?(?:اتصال|تواصل) (?:ب|مع|على)|ara|hubungi|liên hệ",
)

NOT_PRESS = (
    "(?:for )?(?:the )?(?:general )?public (?:inquir|enquir)(?:y|ies)[^:\\n]{0,40}",
    "(?:for )?(?:customer|consumer|patient|sales|product|billing) (?:inquir(?:y|ies)|enquir(?:y|ies)|service|care|support)",
    "rsvp[^:\\n]{0,40}|to (?:register|rsvp|attend|unsubscribe|donate|report|volunteer|order)\\b[^:\\n]{0,60}",
    "registration|tickets?|(?:tip|hot|help|crisis|info)[- ]?line[^:\\n]{0,40}|toll[- ]free",
    "numéro vert|inscriptions?|línea (?:directa|de ayuda|gratuita)|(?:bürger|zeugen|notruf|hinweis)\\w*",
    "witnesses|anyone with information|if you (?:wish|have)|bbs",
    "investors?(?: relations?)?(?: contacts?)?|relations investisseurs|investoren|bestell\\w+|anmeldung\\w*|confirmar asistencia|confirmación de asistencia",
)

ABOUT_WORDS = (
    "about",
    "à propos d(?:e |u |es |['’]|e l['’])|au sujet d(?:e |u |es |['’])",
    "(?:acerca|sobre) (?:de |del )?",
    "über|zum unternehmen|über uns",
    "sobre (?:o|a|os|as) |sobre",
    "informazioni su|chi siamo|chi è|profilo",
    "over",
    "despre",
    "o (?:firmie|organizacji|společnosti)",
    "om",
    "hakkında|tentang|về",
    "о компании|об? организации",
    "(?:نبذة )?عن|حول|لمحة عن",
    "关于|について",
)

NOTES_HEADINGS = (
    "(?:end)?notes?(?: (?:to|for) (?:the )?(?:editors?|press|media|news ?desks|journalists|producers|readers?))?",
    "editor(?:['’]s|s['’]?|ial) notes?|background(?: (?:information|notes?|for editors))?|further (?:information|reading)",
    "additional (?:resources|information)|resources|references|sources?|related links|boilerplate|disclaimer|"
    "forward[- ]looking statements?|safe harbor(?: statement)?|multimedia(?: assets)?|photo(?:s| captions?)?|b-roll",
    "notes? (?:aux|à|au|pour les?|à l['’]intention des) (?:rédact\\w+|rédaction|éditeurs|journalistes)|"
    "informations? complémentaires?|contexte|note",
    "notas? (?:a|para|de) (?:los |las |la )?(?:editor\\w*|redact\\w*|redacción|prensa)|antecedentes|más información",
    "hinweis(?:e)? (?:an|für) (?:die )?(?:redaktion\\w*|medien|journalist\\w*)|hintergrund(?:information\\w*)?|zum hintergrund|"
    "anmerkung(?:en)?",
    "notas? (?:aos|para) (?:editor\\w*|a imprensa|jornalistas)|note (?:per|ai|alla) (?:gli |la )?(?:redat\\w+|redazion\\w+|giornalisti)",
    "noot (?:voor|aan) de redactie|notă? (?:pentru|către) (?:redac\\w+|editor\\w*)|not till redaktionen",
    "ملاحظات? (?:لل?(?:محررين|صحفيين|ناشرين)|إلى (?:ال)?(?:محررين|صحفيين))|خلفية|معلومات أساسية",
)

END_WORDS = (
    "ends?|end of (?:press )?(?:release|text|statement)|30|more|-?ends-?",
    "fin(?: du communiqué)?|fin del comunicado|final|ende(?: der mitteilung)?|fim|fine|einde|sfârșit|slut|koniec|конец",
    "انتهى|انتهت|النهاية|完|終わり|끝",
)

FOOTER_LABELS = (
    "share(?: (?:this|on|via|now|with)\\b[^.]{0,40})?|tagged(?: with)?|tags?|topics?|categor(?:y|ies)|filed under",
    "related(?: \\w+){0,3}|latest(?: \\w+){1,3}|recent(?: \\w+){1,2}|more(?: \\w+){0,3} (?:news|stories|releases|articles|from)[^.]{0,40}",
    "(?:read|see|learn|view|show|load) (?:more|next|all|also)|read this next|you (?:may|might) also (?:like|be interested in)",
    "(?:most|popular) (?:read|viewed|shared)|trending(?: now)?|what's new|other (?:news|releases|stories)|previous(?: post)?|next(?: post)?",
    "newsletter(?: sign-?up)?|subscribe[^.]{0,40}|sign up[^.]{0,40}|follow us[^.]{0,40}|stay connected|connect with us|print(?: this)? page",
    "back to (?:top|news|list)[^.]{0,20}|scroll to top|all rights reserved|comments?(?: \\(\\d+\\))?|leave a (?:comment|reply)",
    "is this page useful\\??|quick links|site map|sitemap|privacy(?: policy| notice)?|terms(?: of use| and conditions)?|cookies?(?: policy)?",
    "hide navigation|explore the topic|share this page|updates to this page|contents",
    "partage[rz](?: \\w+){0,3}|voir aussi|lire aussi|à lire aussi|articles? (?:liés|connexes|similaires)|actualités? récentes?|mots[- ]clés",
    "comparti[re](?: \\w+){0,3}|ve[ar] también|noticias relacionadas|últimas noticias|lea también|etiquetas|contenido relacionado|síganos",
    "weitere (?:meldungen|artikel|themen|pressemitteilungen)|das könnte sie auch interessieren|siehe auch|teilen|schlagw(?:orte|örter)|verwandte \\w+",
    "compartilh[ae]r?|veja também|leia também|notícias relacionadas|condividi|leggi anche|vedi anche|articoli correlati|deel(?: dit)?|lees ook",
    "شارك(?: \\w+){0,2}|مشاركة|مواضيع ذات صلة|أخبار ذات صلة|اقرأ أيضا\\w*|انظر أيضا\\w*",
)

FOOTER_OPENINGS = (
    "view source version on|original[/-]source press release|original-content von|source version|hashtags?:",
    "weitere meldungen:|link to:|©|\\(c\\) \\d{4}|copyright \\(?c?\\)? ?\\d{4}|pickup - |show original content",
    "the issuer is solely responsible|the information contained in this communication",
    "to unsubscribe|if you wish to have your e-?mail|you are receiving this|view original content",
)

NAVIGATION_LABELS = (
    "home(?:page)?|menu|search(?: for)?|skip to (?:main )?(?:content|navigation)|scroll to top|follow us|you are here|breadcrumbs?",
    "news(?:room)?|press(?: room| centre| center| releases?)?|media(?: centre| center)?|mail|login|log in|sign in|contact us|about us|print(?: page)?",
    "send page|send to a friend|share|download(?: pdf)?|click here[^.]{0,40}|e-?mail|author|published|last updated|accessibility",
    "accueil|rechercher?|aller au contenu(?: principal)?|inicio|buscar|ir al contenido(?: principal)?|startseite|suche|zum inhalt(?: springen)?",
    "english|français|español|deutsch|العربية|中文|русский|português|italiano|language",
    "الرئيسية|بحث|القائمة|get (?:help|involved)|careers|donate|report a crime|take action|what we do|who we are|our work|work with us",
    "archived page[^.]{0,60}|\\d+ min(?:ute)?s? read|(?:reading time|temps de lecture|lesezeit|tiempo de lectura)\\b.{0,20}|(?:accept|reject|allow|decline)(?: all)?(?: cookies)?"
    "|switch to [^.]{0,20}|toggle navigation|close|back",
)
