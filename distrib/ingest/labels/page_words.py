"""The words of the page around a release: menus, buttons, footers, per language. Data only."""

from __future__ import annotations

FOOTER_LABELS = (
    r"share(?: (?:this|on|via|now|with)\b[^.]{0,40})?|tagged(?: with)?|tags?|topics?|categor(?:y|ies)",
    "filed under|cat[ée]gor[ií](?:as?|es?)|kategorien?|rubriques?",
    r"related(?: \w+){0,3}|latest(?: \w+){1,3}|recent(?: \w+){1,2}",
    r"more(?: \w+){0,3} (?:news|stories|releases|articles|from)[^.]{0,40}",
    "(?:read|see|learn|view|show|load) (?:more|next|all|also)|read this next",
    "you (?:may|might) also (?:like|be interested in)",
    "(?:most|popular) (?:read|viewed|shared)|trending(?: now)?|what's new|other (?:news|releases|stories)",
    "previous(?: post)?|next(?: post)?",
    "newsletter(?: sign-?up)?|subscribe[^.]{0,40}|sign up[^.]{0,40}|follow us[^.]{0,40}|stay connected",
    "connect with us|print(?: this)? page",
    r"(?:follow|(?:visit|find) us|suivez|retrouvez|s[íi]g\w+|folgen|segu\w+)\b.{0,40}\b(?:twitter|facebook)\b.{0,50}",
    r"back to (?:top|news|list)[^.]{0,20}|scroll to top|all rights reserved|comments?(?: \(\d+\))?",
    "leave a (?:comment|reply)",
    r"is this page useful\??",
    r"(?:was|did you find) this (?:page|article) (?:helpful|useful)\??",
    r"quanto sono chiare [^.]{0,50}|cette page vous a-t-elle [^.]{0,40}|war diese seite hilfreich\??",
    r"¿?(?:le|te) ha (?:resultado|sido) útil[^.]{0,40}|quick links|site map|sitemap|privacy(?: policy| notice)?",
    "terms(?: of use| and conditions)?|cookies?(?: policy)?",
    "hide navigation|explore the topic|share this page|updates to this page|contents",
    r"partage[rz](?: \w+){0,3}|voir aussi|lire aussi|à lire aussi|articles? (?:liés|connexes|similaires)",
    "actualités? récentes?|mots[- ]clés",
    r"comparti[re](?: \w+){0,3}|ve[ar] también|noticias relacionadas|últimas noticias|lea también|etiquetas",
    r"contenido relacionado|s[íi]g[au]e?nos[^.]{0,60}|suivez[- ]nous[^.]{0,60}|folgen sie uns[^.]{0,60}",
    r"siga-nos[^.]{0,60}",
    r"seguici[^.]{0,60}|تابعونا[^.]{0,60}",
    "keywords?|nøkkelord|nyckelord|emneord|avainsanat|palabras clave|palavras-chave",
    "parole chiave|stichworte?|trefwoorden",
    "słowa kluczowe|klíčová slova|ключевые слова|ключові слова|anahtar kelimeler|关键词|关键字|キーワード|키워드",
    "weitere (?:meldungen|artikel|themen|pressemitteilungen)|das könnte sie auch interessieren|siehe auch",
    r"teilen|schlagw(?:orte|örter)|verwandte \w+",
    "compartilh[ae]r?|veja também|leia também|notícias relacionadas|condividi|leggi anche|vedi anche",
    "(?:todos (?:los derechos|os direitos) reservados|tous droits réservés|alle rechte vorbehalten)[^.]{0,30}",
    "(?:tutti i diritti riservati|все права защищены|усі права захищен[оі]|tüm hakları saklıdır)[^.]{0,30}",
    r"(?:جميع|كافة) الحقوق محفوظة[^.]{0,40}|(?:آخر|أحدث) (?:الأخبار|المستجدات)|(?:ال)?أخبار (?:ال)?(?:أخرى|سابقة)",
    "(?:aktuelle|neueste) (?:meldungen|nachrichten)|dernières (?:actualités|nouvelles)|ultime notizie",
    "últimas (?:notícias|novidades)|последние новости|останні новини|son haberler|diğer haberler",
    "articoli correlati|deel(?: dit)?|lees ook",
    r"del(?:a|e)? (?:på|via|dette|denne|artikeln)?[^.]{0,30}|jaa(?: artikkeli)?|bagikan[^.]{0,30}",
    r"chia sẻ[^.]{0,30}|sambaza",
    r"udostępnij[^.]{0,30}|sdílet[^.]{0,30}|paylaş\w*[^.]{0,30}|podijeli[^.]{0,30}|megosztás|κοινοποί\w+[^.]{0,30}",
    r"поделиться[^.]{0,40}|поділитися[^.]{0,40}|сподели[^.]{0,30}|связанные \w+|читайте также|читайте також|теги",
    r"powiązane \w+|zobacz też|czytaj (?:też|także)|související \w+|ilgili \w+|berita terkait|tin liên quan",
    r"分享(?:到|至)?[:：\s].{0,30}|分享到?|相关(?:新闻|链接|阅读|文章)|相關(?:新聞|連結)|責任編輯.{0,20}|责任编辑.{0,20}|打印本页",
    r"シェア(?:する)?|共有|関連(?:リンク|記事|情報|ニュース)|공유(?:하기)?|관련 ?(?:기사|뉴스|링크)|목록",
    r"اشتراک ?گذاری.{0,30}|مطالب مرتبط|اخبار مرتبط|شیئر کریں|שתפו?.{0,20}|כתבות נוספות",
    r"شارك(?: \w+){0,3}|مشاركة|(?:مواضيع|أخبار|مقالات|روابط|قصص|موضوعات) ذات صلة|اقرأ أيضا\w*|انظر أيضا\w*",
)

FOOTER_OPENINGS = (
    "view source version on|original[/-]source press release|original-content von|source version|hashtags?:",
    r"weitere meldungen:|link to:|©|\(c\) \d{4}|copyright \(?c?\)? ?\d{4}|pickup - |show original content",
    "the issuer is solely responsible|the information contained in this communication",
    r"(?:tags?|keywords?|topics?|filed under|categor(?:y|ies)|mots[- ]clés|schlagworte?|palabras clave)\s?:\s?\S",
    "to unsubscribe|if you wish to have your e-?mail|you are receiving this|view original content",
)

NAVIGATION_LABELS = (
    "home(?:page)?|menu|search(?: for)?|skip to (?:main )?(?:content|navigation)|scroll to top|follow us",
    "you are here|breadcrumbs?",
    "news(?:room)?|press(?: room| centre| center| releases?)?|media(?: centre| center)?|mail|login|log in",
    "sign in|contact us|about us|print(?: page)?",
    "send page|send to a friend|share|download(?: pdf)?|click here[^.]{0,40}|e-?mail|author|published",
    r"last updated|accessibility|(?:updated|posted|published):? .{0,30}\bago|add to \w+ .{0,20}|rate this \w+|yes|no",
    "accueil|rechercher?|aller au contenu(?: principal)?|inicio|buscar|(?:ir|pasar|saltar) al contenido(?: principal)?",
    "startseite|suche|zum inhalt(?: springen)?",
    "english|français|español|deutsch|العربية|中文|русский|português|italiano|language",
    "الرئيسية|بحث|القائمة|get (?:help|involved)|careers|donate|report a crime|take action|what we do",
    "who we are|our work|work with us",
    r"attachments?|view original|format|source|posted|origin|originally published",
    r"listen to .{0,30}",
    "главная|новости|головна|новини|ana ?sayfa|haberler|strona główna|aktualności|αρχική|beranda|trang chủ|tin tức",
    "首页|首頁|新闻中心|ホーム|お知らせ|홈|뉴스|صفحه اصلی|خانه|اخبار|דף הבית",
    r"archived page[^.]{0,60}|\d+ min(?:ute)?s? read",
    r"(?:reading time|temps de lecture|lesezeit|tiempo de lectura|tempo d[ie] le(?:ttura|itura)|leestijd)\b.{0,20}",
    "(?:accept|reject|allow|decline)(?: all)?(?: cookies)?|switch to [^.]{0,20}|toggle navigation|close|back",
)

BUTTON_LABELS = (
    r"download(?:s|ing)?\b[^.]{0,40}|télécharger\b[^.]{0,40}|descargar\b[^.]{0,40}|herunterladen|scarica\b[^.]{0,40}",
    r"baixar\b[^.]{0,40}|(?:pobierz|last ned|ladda ner|stáhnout|скачать|завантажити|unduh|indir)\b.{0,20}",
    r"(?:下载|下載|ダウンロード|다운로드).{0,20}|(?:تحميل|تنزيل)\b.{0,30}",
    r"(?:press|media)[ -]?kit|dossier de presse|pressemappe",
    r"print(?: page)?|imprim(?:er|ir)|drucken|stampa|drukuj|skriv ut|طباعة",
)
"""What is pressed, below or beside a release; never an office."""

CREDIT_OPENINGS = (
    r"(?:additional )?(?:reporting|writing|editing) by\b",
    r"reportage (?:de|par)\b|propos recueillis par\b|rédigé par\b|édité par\b",
    r"reporte de\b|(?:editado|redactado|escrito) por\b",
    r"(?:reportagem|edição|reportage|texte|reporting|editing|redacción|rédaction|redaktion)\s?[:–—-]\s",
    r"bericht von\b|reportagem de\b|edição de\b|(?:إعداد|تحرير|كتابة)(?: و(?:تحرير|إعداد))?\s?:",
)
"""Who wrote it, as agencies put it below a story."""

META_OPENINGS = (
    r"(?:first |originally )?(?:published|posted|released|created|updated)(?: (?:on|at|by|date|time))?\b",
    r"(?:prepared|written|submitted) by\b|(?:by|por|par|von|di|autore?|autora|author|auteur)\s?:\s",
    r"(?:date|time) (?:published|of publication)|publication date|news provided by|provided by",
    r"(?:language|langue|idioma|sprache|lingua|taal|اللغة)\s?:|reading time|article summary",
    r"(?:also )?available (?:in|languages)\b",
    r"(?:également |aussi )?disponible (?:en|aussi en)\b|(?:también )?disponible en\b",
    r"auch verfügbar (?:auf|in)\b|(?:متوفر|متاح)\w* (?:بـ|باللغ|أيضا)",
    r"last (?:updated?|modified|reviewed|changed)|dernière mise à jour",
    r"última (?:actualización|atualização|modificación)",
    r"ultim[oa] (?:aggiornamento|modifica)|letzte (?:änderung|aktualisierung)",
    r"zuletzt (?:geändert|aktualisiert)|laatst gewijzigd",
    r"publié(?:e)? (?:le|par)|mis(?:e)? (?:à jour|en ligne) le|date de publication|écrit par",
    r"publicado(?: (?:el|em|en|por|a))?\b|actualizado\b|atualizado\b|fecha de publicación",
    r"pubblicato(?: il)?\b|aggiornato\b",
    r"veröffentlicht (?:am|von)|erschienen am|erstellt am|stand:|geplaatst op|gepubliceerd op|publicerad\b|publisert\b",
    r"opublikowano\b|data publikacji|publikováno|опубликован\w*|дата публикации|опубліковано",
    r"yayın tarihi|dipublikasikan|tayang",
    r"(?:发布|發布|发稿|更新)(?:时间|日期|時間)|来源|來源|公開日|更新日|掲載日|記事ID|작성일|등록일|게시일|조회수",
    r"تاريخ النشر|نُ?شر في|تاریخ انتشار|کد خبر|פורסם ב",
)
"""What a page says of an article between its headline and its story."""
