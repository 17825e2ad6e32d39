"""The table of commands: name -> module of ``cli``, summary in Russian and in English.

A new command is one file with a click command called ``command`` and one line here. The
order is the order of the help. Nothing here imports a command.
"""

COMMANDS: dict[str, tuple[str, str, str]] = {
    "new": ("new", "составить новое обращение", "write a new request"),
    "edit": ("edit", "изменить черновик", "change a draft"),
    "check": ("check", "проверить обращение", "check a request"),
    "explain": ("explain", "объяснить правило проверки", "explain a rule of the check"),
    "show": ("show_command", "показать готовый текст", "show the finished text"),
    "attach": ("attach", "приложить файлы", "attach files"),
    "privacy": ("privacy", "что вырезано и скрыто", "what is cut out and masked"),
    "send": ("send", "отправить или передать обращение", "send or hand over a request"),
    "sent": ("sent", "записать, что обращение отправлено", "record that a request was sent"),
    "status": ("status", "где обращение и что делать дальше", "where a request stands, what next"),
    "list": ("list_requests", "список обращений", "list requests"),
    "due": ("due", "что пора сделать", "what is due"),
    "reply": ("reply", "ответить поддержке", "answer the support"),
    "remind": ("remind", "напомнить после 48 часов тишины", "remind after 48 hours of silence"),
    "followup": ("followup", "написать повторно, когда срок прошёл", "write again when overdue"),
    "sync": ("sync", "прочитать новые письма и ответы", "read new letters and answers"),
    "ingest": (
        "ingest",
        "прочитать одно письмо, СМС или текст чата",
        "read one letter, SMS or chat text",
    ),
    "todo": ("todo", "советы поддержки как список дел", "the support's advice as a list to tick"),
    "solve": ("solve", "что значит ошибка и что попробовать", "what an error means, what to try"),
    "contacts": (
        "contacts",
        "официальные контакты; настоящий ли номер",
        "official contacts; is a number genuine",
    ),
    "facts": ("facts", "что известно и насколько это проверено", "what is known and how well"),
    "env": ("env", "что видно об этом компьютере", "what can be seen of this computer"),
    "doctor": (
        "doctor",
        "доходит ли компьютер до портала, всё ли в порядке",
        "does this computer reach the portal, is all well",
    ),
    "profile": ("profile", "сохранённые люди", "saved persons"),
    "setup": ("setup", "настроить почту и службы заявок", "set up mail and ticket servers"),
    "config": ("config", "настройки", "settings"),
    "export": ("export", "сохранить всё в один файл", "keep everything in one file"),
    "import": ("import_archive", "вернуть сохранённое", "bring back what was kept"),
    "purge": ("purge", "стереть с этого компьютера", "erase from this computer"),
    "schema": ("schema", "JSON Schema файла ответов", "JSON Schema of the answers file"),
    "completion": ("completion", "дописывание клавишей Tab", "completion with the Tab key"),
    "man": ("man", "страница руководства", "the manual page"),
}
