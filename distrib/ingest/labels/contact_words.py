"""The words that lead to contacts, and those that lead away from the press, per language. Data only."""

from __future__ import annotations

CONTACT_LABELS = (
    (
        "(?:(?:media|press|news|editorial|pr|public relations|further|primary|communications?"
        "|interview|scientific|research|academic) )?(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|queries)"
        "(?: (?:information|info|details|person|us|for the media|for media))?"
    ),
    "(?:contact|contacts) for (?:the )?(?:media|press|journalists|editors)",
    (
        "(?:for )?(?:all )?(?:media|press|interview) (?:enquiries|inquiries|requests|queries|contacts?"
        r"|information)[^:.\n]{0,60}?"
    ),
    "(?:duty )?(?:press|media) (?:office|officer|desk|relations|team|spokesperson)(?: on (?:call|duty))?",
    "for (?:the )?(?:press|media)|pour la presse|para (?:la )?prensa|für die (?:presse|medien)",
    "voor (?:de )?(?:pers|media)",
    "media liaison|spokespersons?|spokespeople|(?:issued|released|distributed) by",
    "contacts?(?: (?:presse|médias?|pour la presse|pour les médias))?",
    "relations? (?:presse|médias?|avec les médias)|service de presse|renseignements|contacts? et informations",
    "(?:personnes?|responsables?) (?:de contact|à contacter)(?: (?:pour|par) (?:la presse|les médias))?",
    "informations? (?:pour (?:la )?)?(?:presse|les médias)",
    "contactos?(?: (?:(?:de|para|con) )?(?:la |los )?(?:prensa|medios|comunicación|información))?",
    "contac?tos? para (?:coordinar |concertar |agendar )?entrevistas?",
    "(?:oficina|gabinete|departamento) de (?:prensa|comunicación)|información para (?:la prensa|los medios)",
    (
        "(?:(?:ihre?|unsere?) )?(?:presse|medien|pr-?)?(?:kontakte?|anfragen)"
        "(?: für (?:(?:die )?medien|journalisten|die presse|rückfragen))?"
    ),
    "pressestelle|medienstelle|auskünfte?",
    r"v\. ?i\. ?s\. ?d\. ?p(?:r|res)?\.?|visdp",
    "verantwortlich(?: (?:für den inhalt|im sinne des presse(?:rechts|gesetzes)))?",
    (
        "(?:(?:ihre?|unsere?|wissenschaftliche[rn]?|fachliche[rn]?) )?(?:ansprech(?:partner|person)|kontaktperson)"
        "(?:in|/in|:in|en|innen)?(?: für (?:die )?(?:presse|medien|journalist\\w+))?"
    ),
    r"(?:(?:presse|medien)-?\s?)?rückfrage(?:n|hinweis)[^:\n]{0,60}?|(?:für )?(?:rückfragen|auskünfte)",
    "(?:adresse|kontakt) für (?:rückfragen|auskünfte)",
    "contat[oi]s?(?: (?:de|para|per|con|stampa|à) ?(?:a |la |i )?(?:imprensa|stampa|media)?)?",
    "contatt[oi](?: (?:per )?(?:la |i )?(?:stampa|media))?",
    "contac?tos? (?:para|com|de|da) (?:a )?(?:imprensa|comunicação(?: social)?|media|jornalistas)",
    "(?:informações|contactos?) (?:para|à) (?:a )?(?:imprensa|comunicação social)",
    "informazioni per (?:la stampa|i media)",
    "assessoria de (?:imprensa|comunicação)|(?:gabinete|sala) de imprensa|ufficio stampa",
    "(?:pers)?contact(?:persoon)?|perscontacten|noot voor de redactie(?:,? niet voor publicatie)?",
    "(?:persoan[ăe] de )?contact(?: (?:de )?presă)?|birou(?:l)? de presă",
    "(?:media|press|presse)kontakt(?:er|i)?|kontakty?(?: (?:dla|pro|za|z) (?:medi[óa]\\w+|prasy|médi[aí]|novináře))?",
    "kontakter|kontaktpersoner?|mediekontakt",
    "biuro prasowe|tiskov(?:é|ý|á) (?:oddělení|mluvčí)|(?:további )?sajtókapcsolat",
    "yhteyshenkilöt?|tiedusteluja?|lisätiedot|kapcsolat|επικοινωνία|στοιχεία επικοινωνίας|γραφείο τύπου",
    "basın (?:irtibat|iletişim)|iletişim|(?:basın )?irtibat|narahubung|kontak(?: media)?|liên hệ(?: báo chí)?",
    "imetolewa na|mawasiliano|kwa mawasiliano(?: zaidi)?",
    "контакты?(?: для (?:прессы|сми|журналистов|медиа))?|пресс-служба|контактна особа|прес-служба",
    "контакти?(?: для (?:преси|змі|медіа|журналістів))?|контактное лицо",
    r"(?:جهات?|معلومات|بيانات) (?:ال)?(?:اتصال|تواصل)(?: (?:ال)?(?:إعلامي|صحفي)\w*)?",
    r"(?:لل?(?:اتصال|تواصل|استفسار(?:ات)?))[^:\n]{0,40}?|(?:ال)?(?:مكتب|مسؤول) (?:ال)?(?:إعلامي|صحفي|إعلام)",
    "(?:ارتباط|تماس)(?: با (?:ما|رسانه[\u200c ]?ها))?|אנשי קשר|איש קשר|לפרטים(?: נוספים)?",
    "媒体(?:联系人?|联络人?|聯絡人?|查询)|新闻联系人?|联系人|联系方式|聯絡人|传媒查询|傳媒查詢",
    "(?:報道|本件|取材|リリース|記者|広報)[^:：\\n]{0,16}(?:問い?合わ?せ|連絡)先?|お?問い?合わ?せ先?",
    "(?:언론 ?|보도 ?)?(?:문의(?:처)?|담당자?)",
)

FURTHER_INFORMATION = (
    "informations? complémentaires?",
    (
        "(?:for )?(?:any )?(?:more|further|additional|general media|other|all other) (?:information|info|details"
        "|inquiries|enquiries)"
    ),
    "(?:to|for) (?:arrange|request|schedule|book|set up|organi[sz]e) (?:an? )?interviews?",
    "(?:experts?|speakers?|spokespeople|interviews?) (?:are )?available[^.:\\n]{0,40}?",
    "(?:for )?(?:interviews?|comment)(?: requests)?|for (?:information|inquiries|enquiries|queries)",
    (
        "for (?:images?|photos?|photographs|pictures|footage|interviews?|comments?|quotes)"
        "(?:(?:,| and| or| &) (?:further |more )?(?:images?|photos?|pictures|footage|interviews?|information))+"
    ),
    "(?:journalists|reporters|editors|photographers) (?:seeking|wishing|wanting|interested|who)",
    "(?:media|press|journalists|reporters) (?:may|can|should|are)",
    "(?:for )?(?:all )?(?:media|press) (?:enquiries|inquiries|queries|requests|questions)",
    "note to (?:the )?(?:media|editors|journalists)",
    (
        "(?:pour )?(?:toute |de |plus |obtenir |d'|d’|de plus |tout |en )+(?:amples )?(?:informations?"
        r"|renseignements?|détails|question|demande|savoir plus)(?: \w+){0,6}?"
    ),
    (
        "(?:para )?(?:más|mayor|mayores|obtener más|solicitar|cualquier) (?:información|informaciones|informes"
        "|detalles|consulta|entrevistas)"
    ),
    "(?:für )?(?:weitere|nähere|mehr) (?:informationen|auskünfte|fragen|details)|bei (?:rück)?fragen",
    "(?:para )?(?:mais|maiores|obter mais) (?:informações|detalhes|esclarecimentos)",
    "(?:per (?:ulteriori |maggiori |altre )?|ulteriori |maggiori )(?:informazioni|dettagli|interviste)",
    "(?:voor )?(?:meer|verdere|nadere) (?:informatie|inlichtingen)",
    "pentru (?:mai multe |alte |detalii |informații )+(?:informații|detalii|suplimentare)?",
    "(?:för |for )?(?:mer|ytterligare|yderligere|flere|nærmere) (?:informasjon|oplysninger|opplysninger|information)",
    "lisätietoja|további információ(?:k(?:ért)?)?|(?:για )?περισσότερες πληροφορίες|πληροφορίες",
    "więcej informacji|dodatkow(?:e|ych) informacj[ei]|(?:více|další|bližší) informac[ei]|dodatne informacije",
    "(?:daha fazla |ayrıntılı |detaylı )?bilgi(?: için| almak için)|(?:untuk )?informasi lebih lanjut",
    "(?:để )?biết thêm|สอบถาม(?:ข้อมูล|รายละเอียด)?เพิ่มเติม",
    "kwa (?:maelezo|taarifa|habari) zaidi|per a més informació|més informació",
    "(?:за|для) (?:дополнительной|получения дополнительной|получения|более подробной) информаци(?:ей|и)",
    "дополнительная информация|за (?:додатковою|детальною) інформацією|додаткова інформація",
    "برای (?:کسب )?اطلاعات بیشتر|مزید (?:معلومات|تفصیلات) کے ?لیے|למידע נוסף|अधिक जानकारी के लिए",
    "ل?لمزيد من (?:ال)?(?:معلومات|تفاصيل|استفسارات|إيضاحات)",
)

CONTACT_VERBS = (
    "contact(?! (?:opnemen|op)\\b)|call|e-?mail(?! address)|reach(?: out to)?|write to|phone|telephone",
    "speak to|get in touch with",
    "(?:information|details) (?:(?:is|are) )?(?:available )?from",
    "be directed to|be (?:obtained|had) from",
    "contact(?:er|ez)|joindre|auprès d[eu]|appeler|s['’]adresser à|écrire à|adresser à",
    "contact[ea]r?(?: (?:a|con))?",
    "comuníquese con|comunicarse con|póngase en contacto con|llam[ea]r?|escrib[ai]r? a",
    "dirigirse a",
    "hilft(?: ihnen)?|beantworte(?:t|n)",
    "wenden sie sich (?:bitte )?an|kontaktieren sie|steht? (?:ihnen )?|erreichen sie",
    "entr[ea]r? em contac?to com|contac?t(?:e|ar|o)(?: (?:a|com|con))?|contattare|rivolgersi a|contactați",
    r"pel[oa]s? (?:telefones?|e-?mails?|contac?tos?)|obtid[ao]s? (?:n[oa]|junto)",
    "(?:al|en el|a los) teléfonos?|au (?:numéro|téléphone)",
    "neem contact op met|contact opnemen met|terecht bij",
    "vă rugăm să contactați",
    "kontakta|kontakt(?:e|owa[ćc])?|обращайтесь|звоните",
    r"(?:يرجى |الرجاء )?(?:ال)?(?:اتصال|تواصل)(?: (?:ب|مع|على)|(?=\s*:?$))",
    "ara|hubungi|menghubungi|liên hệ|wasiliana na|(?:prosimy|proszę) o kontakt|kontaktujte|kapcsolat",
    "связаться|свяжитесь|звертайтеся|επικοινωνήστε|تماس بگیرید",
)

NOT_PRESS = (
    r"(?:for )?(?:the )?(?:general )?public (?:inquir|enquir)(?:y|ies)[^:\n]{0,40}",
    (
        "(?:for )?(?:customer|consumer|patient|sales|product|billing) (?:inquir(?:y|ies)|enquir(?:y|ies)|service"
        "|care|support)"
    ),
    r"rsvp[^:\n]{0,40}|to (?:register|rsvp|attend|unsubscribe|donate|report|volunteer|order)\b[^:\n]{0,60}",
    r"registration|tickets?|(?:tip|hot|help|crisis|info)[- ]?line[^:\n]{0,40}|toll[- ]free",
    r"numéro vert|inscriptions?|línea (?:directa|de ayuda|gratuita)|(?:bürger|zeugen|notruf|hinweis)\w*",
    r"(?:consumers?|customers?|shareholders|residents|families|verbraucher|consommateurs|consumidores|consumatori)(?=\s?:)",
    "witnesses|anyone with information|if you (?:wish|have|(?:are|do) not)|bbs",
    r"investors?(?: relations?)?(?: contacts?)?|relations investisseurs|investoren|bestell\w+|anmeldung\w*",
    "confirmar asistencia|confirmación de asistencia",
    "(?:renseignements|informations?) (?:au|pour le) (?:grand )?public|service (?:client\\w*|consommateurs?)",
    "(?:kontakt|ansprechpartner(?:in)?|anfragen) (?:für|von|der) (?:investoren|anleger|aktionäre|bürger\\w*|kund\\w+)",
    "(?:(?:action|call|service|help|visitor|welcome|customer|citizens?['’]?) )+cent(?:er|re)s?(?=\\s?:)",
    "(?:general|other) (?:enquiries|inquiries|questions)",
    "kundenservice|kundendienst|investor relations|atención al (?:cliente|público|ciudadano)|ouvidoria",
    "contactos? (?:de|para) inversores|relaciones? con inversores|contatti per gli investitori",
    "relazioni con gli investitori|для инвесторов|инвесторам|für verbraucher\\w*",
    "投资者关系|投資人關係|IRに関する.{0,12}",
    "(?:お客様|一般|読者)(?:から)?の?お?問い?合わ?せ.{0,8}|고객 ?(?:센터|문의)",
)
