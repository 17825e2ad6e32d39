"""The table of detectors: the name that ``test`` of a rule may have, and what it does."""

from collections.abc import Mapping

from gosupport_cli.core import detect_answers as answers
from gosupport_cli.core import detect_contacts as contacts
from gosupport_cli.core import detect_files as files
from gosupport_cli.core import detect_safety as safety
from gosupport_cli.core import detect_wording as wording
from gosupport_cli.core.case import Detector

DETECTORS: Mapping[str, Detector] = {
    "required": answers.required,
    "required_any": answers.required_any,
    "phone": answers.phone,
    "email": answers.email,
    "email_scripts": answers.email_scripts,
    "email_mistyped": answers.email_mistyped,
    "inn": answers.inn,
    "snils": answers.snils,
    "moment_unread": answers.moment_unread,
    "moment_future": answers.moment_future,
    "moment_no_hour": answers.moment_no_hour,
    "not_a_choice": answers.not_a_choice,
    "pattern": answers.pattern,
    "given": answers.given,
    "condition": answers.condition,
    "unsuited_channel": answers.unsuited_channel,
    "identity_given": answers.identity_given,
    "no_such_answer": answers.no_such_answer,
    "listed_words": wording.listed_words,
    "general_only": wording.general_only,
    "length": wording.length,
    "capitals": wording.capitals,
    "shouting": wording.shouting,
    "long_sentence": wording.long_sentence,
    "several_sentences": wording.several_sentences,
    "doubled_words": wording.doubled_words,
    "doubled_signs": wording.doubled_signs,
    "mixed_words": wording.mixed_words,
    "wrong_layout": wording.wrong_layout,
    "many_questions": wording.many_questions,
    "abbreviations": wording.abbreviations,
    "repeats": wording.repeats,
    "both_of": wording.both_of,
    "asks_nothing": wording.asks_nothing,
    "lone_this": wording.lone_this,
    "only_category": wording.only_category,
    "secret": safety.secret,
    "secret_mark": safety.secret_mark,
    "private_found": safety.private_found,
    "link_query": safety.link_query,
    "contact_fake": contacts.contact_fake,
    "link_foreign": contacts.link_foreign,
    "link_http": contacts.link_http,
    "phone_unknown": contacts.phone_unknown,
    "code_outside": safety.code_outside,
    "no_number": safety.no_number,
    "file_type": files.file_type,
    "file_size": files.file_size,
    "file_count": files.file_count,
    "file_total": files.file_total,
    "file_lost": files.file_lost,
    "file_absent": files.file_absent,
    "file_unnamed": files.file_unnamed,
    "text_limit": files.text_limit,
}
