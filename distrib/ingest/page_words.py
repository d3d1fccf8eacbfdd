"""The words of the page around a release: menus, buttons, footers, per language. Data only."""

from __future__ import annotations

FOOTER_LABELS = (
    r"share(?: (?:this|on|via|now|with)\b[^.]{0,40})?|tagged(?: with)?|tags?|topics?|categor(?:y|ies)",
    "filed under",
    r"related(?: \w+){0,3}|latest(?: \w+){1,3}|recent(?: \w+){1,2}",
    r"more(?: \w+){0,3} (?:news|stories|releases|articles|from)[^.]{0,40}",
    "(?:read|see|learn|view|show|load) (?:more|next|all|also)|read this next",
    "you (?:may|might) also (?:like|be interested in)",
    "(?:most|popular) (?:read|viewed|shared)|trending(?: now)?|what's new|other (?:news|releases|stories)",
    "previous(?: post)?|next(?: post)?",
    "newsletter(?: sign-?up)?|subscribe[^.]{0,40}|sign up[^.]{0,40}|follow us[^.]{0,40}|stay connected",
    "connect with us|print(?: this)? page",
    r"back to (?:top|news|list)[^.]{0,20}|scroll to top|all rights reserved|comments?(?: \(\d+\))?",
    "leave a (?:comment|reply)",
    r"is this page useful\??|quick links|site map|sitemap|privacy(?: policy| notice)?",
    "terms(?: of use| and conditions)?|cookies?(?: policy)?",
    "hide navigation|explore the topic|share this page|updates to this page|contents",
    r"partage[rz](?: \w+){0,3}|voir aussi|lire aussi|à lire aussi|articles? (?:liés|connexes|similaires)",
    "actualités? récentes?|mots[- ]clés",
    r"comparti[re](?: \w+){0,3}|ve[ar] también|noticias relacionadas|últimas noticias|lea también|etiquetas",
    "contenido relacionado|síganos",
    "weitere (?:meldungen|artikel|themen|pressemitteilungen)|das könnte sie auch interessieren|siehe auch",
    r"teilen|schlagw(?:orte|örter)|verwandte \w+",
    "compartilh[ae]r?|veja também|leia também|notícias relacionadas|condividi|leggi anche|vedi anche",
    "articoli correlati|deel(?: dit)?|lees ook",
    r"شارك(?: \w+){0,2}|مشاركة|مواضيع ذات صلة|أخبار ذات صلة|اقرأ أيضا\w*|انظر أيضا\w*",
)

FOOTER_OPENINGS = (
    "view source version on|original[/-]source press release|original-content von|source version|hashtags?:",
    r"weitere meldungen:|link to:|©|\(c\) \d{4}|copyright \(?c?\)? ?\d{4}|pickup - |show original content",
    "the issuer is solely responsible|the information contained in this communication",
    "to unsubscribe|if you wish to have your e-?mail|you are receiving this|view original content",
)

NAVIGATION_LABELS = (
    "home(?:page)?|menu|search(?: for)?|skip to (?:main )?(?:content|navigation)|scroll to top|follow us",
    "you are here|breadcrumbs?",
    "news(?:room)?|press(?: room| centre| center| releases?)?|media(?: centre| center)?|mail|login|log in",
    "sign in|contact us|about us|print(?: page)?",
    "send page|send to a friend|share|download(?: pdf)?|click here[^.]{0,40}|e-?mail|author|published",
    r"last updated|accessibility|(?:updated|posted|published):? .{0,30}\bago|add to \w+ .{0,20}|rate this \w+|yes|no",
    "accueil|rechercher?|aller au contenu(?: principal)?|inicio|buscar|ir al contenido(?: principal)?",
    "startseite|suche|zum inhalt(?: springen)?",
    "english|français|español|deutsch|العربية|中文|русский|português|italiano|language",
    "الرئيسية|بحث|القائمة|get (?:help|involved)|careers|donate|report a crime|take action|what we do",
    "who we are|our work|work with us",
    r"archived page[^.]{0,60}|\d+ min(?:ute)?s? read",
    r"(?:reading time|temps de lecture|lesezeit|tiempo de lectura)\b.{0,20}",
    "(?:accept|reject|allow|decline)(?: all)?(?: cookies)?|switch to [^.]{0,20}|toggle navigation|close|back",
)
