"""How people say what an ask should say, and what it should not: the same text always reads the same.

The phrases are generous to real writing. Where one is in doubt, a text passes: the student knows better.
"""

import re
from bisect import bisect_right

from core.outreach_text import (
    GAP,
    clauses,
    is_sign_off,
    negated,
    plain,
    sentences,
    unless_negated,
    without_signature,
)


def _phrases(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


_DEGREE = r"(?:phd|doctorate|doctoral|master'?s|m\.?sc|mba|mph|jd|degree|bachelor'?s)"
_STUDENT = _phrases(
    r"student",
    r"(?:under|post)grad(?:uate)?",
    r"freshman|sophomore|(?:junior|senior) (?:at|in|majoring|studying)",
    rf"{_DEGREE} (?:candidate|researcher|fellow|trainee|program(?:me)?)",
    r"doctoral (?:candidate|researcher|fellow)|doctorand",
    r"post-?doc\w*|trainee|(?:graduate|predoctoral) fellow",
    r"(?:first|second|third|fourth|fifth|sixth|final|1st|2nd|3rd|4th|5th|6th)[- ]year",
    r"(?:grad|graduate|law|medical|business) school",
    r"(?:pursuing|finishing|completing|doing|starting|writing|defending|"
    rf"(?:working|study\w*) (?:on|for|towards?)) (?:up )?(?:a|an|my) "
    rf"(?:\w+ ){{0,2}}?(?:{_DEGREE}|dissertation|thesis)",
    rf"my (?:\w+ )?(?:{_DEGREE}|dissertation|thesis|studies|major)",
    r"i study|studying (?:\w+ ){1,3}at|majoring|enrolled",
)
_PRONOUN = _phrases(r"(?:i|you|we|he|she|they)(?:'\w+)?", r"my|me|our|your|their|her|his")
_OF_WRITER = ("i", "my", "me", "we", "our")

_NOUN = r"(?:jobs?|positions?|internships?|roles?|openings?|vacanc(?:y|ies)|employment)"
_PLURAL = r"(?:jobs|positions|internships?|roles|openings?|vacanc(?:y|ies)|opportunities)"
_WORDS = r"(?:[\w-]+ ){0,2}?"
_RESUME = r"(?:résumé|resumé|resume|cv|curriculum vitae|transcript|cover letter)"
_JOB_ASK = _phrases(
    rf"any {_WORDS}{_PLURAL}",
    rf"(?<!i )(?:have|has|offer|offers) (?!been)(?:a |an |any )?{_WORDS}"
    r"(?:openings?|vacanc(?:y|ies)|internships?)",
    r"(?:open|current|available) (?:positions?|jobs?|roles?)",
    r"(?:current|upcoming|job) openings?|openings? (?:at|in|on|for)",
    r"(?:are|is|be|you're|currently) (?:\w+ ){0,4}?(?:hiring|recruiting)",
    r"hiring (?:for|right now|at the moment)",
    r"(?:hire|recruit|consider) me|be considered|consider(?:ing)? my (?:application|candidacy)",
    rf"(?:(?:looking|searching|hunting|asking|hoping|applying|look|ask|apply|hope) for|seeking|seek|want) "
    rf"{_WORDS}{_NOUN}",
    rf"interested in (?:a|an|any|applying|joining|working (?:for|at|with)) {_WORDS}(?:{_NOUN}|you|your \w+)",
    rf"(?:hope|hoping|like|want|wish|trying) to (?:get|find|land) {_WORDS}{_NOUN}",
    r"(?:looking|searching) for work|apply(?:ing)? (?:for|to) your",
    r"(?:like|want|hope|hoping|plan|planning|going) to apply(?! (?:my|what|the|this))",
    r"job[- ](?:search|hunt\w*|application|inquiry|enquiry|request|opportunit\w+)|my application",
    r"put in a (?:good )?word",
    r"refer me (?:for|to) (?:a|an|any|your|the) (?:\w+ )?(?:job|position|role|opening|recruiter)",
    r"(?:join|joining) your (?:team|lab|company|group|organi[sz]ation|firm)",
    r"work (?:for|with) your (?:team|company|firm)",
    rf"submit(?:ting)? my {_RESUME}",
)
_JOB_WORD = _phrases(
    r"jobs?|positions?|openings?|opportunit\w+|vacanc\w+|employment|internships?",
    r"hir(?:e|ed|ing)|apply|applying|applications?|recruit\w*|work",
)
_ONLY_ADVICE = _phrases(
    r"(?:just|only|simply|purely|strictly|merely) (?:\w+ )?(?:exploring|informational|"
    r"(?:for |looking for |seeking |after |gathering )?(?:your )?(?:advice|information|perspective))",
    r"(?:information|advice) only",
)
_ATTACHED = _phrases(
    r"(?:i|i've|i have|i'm|i am) (?:also )?(?:attach|attached|attaching|enclose|enclosed|enclosing)",
    r"attached(?! to(?! (?:this|my|the) (?:e-?mail|message|note|letter)))|attaching (?:a|my|the)",
    r"attachments?|enclosed",
    rf"{_RESUME} (?:is |can be found )?(?:below|here|included|at the bottom)",
    rf"(?:here is|here's|below is|find|sending|including|sent) (?:you )?(?:along )?(?:a copy of )?"
    rf"my {_RESUME}",
)
_TIME_VALUED = _phrases(
    r"your time|busy|spare|grateful|appreciate\w*|(?:in)?convenien\w+|honou?red|generous",
    r"thank(?:s| you)(?: (?:so|very) much)? for|set the time aside|easier for you|no reply is needed",
    r"whenever|whatever time|(?:fit|work|plan) around|full (?:schedule|calendar|plate|weeks?)",
    r"(?:suits?|works?)(?: best| well)?(?: for)? you|your (?:schedule|calendar|inbox|availability|plate)",
    r"if you(?:'re| are| have| would be| can)|would you be (?:willing|open)|how (?:full|quickly)",
)
_LEARN = _phrases(
    r"(?:learn(?:ing)?|hear(?:ing)?|understand(?:ing)?|find(?:ing)? out|know(?:ing)?|ask(?:ing)?|curious|"
    r"wonder(?:ing)?|interest(?:ed)?|advice|questions?|perspectives?|insights?|thoughts|explor(?:e|ing)|guidance|"
    r"tell me|talk(?:ing)?|chat(?:ting)?|conversation)"
    r" (?:\w+ ){0,4}?(?:about|how|what|why|whether|which|where|on|in|into|from your)",
    r"(?:learn|hear) \w+ \w+|how you",
)
_ADVICE = _phrases(r"advice|learn|perspective|insights?|questions?")
_TIME_OFFER = _phrases(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:next|this|coming) (?:\w+ )?(?:weeks?|month)",
    r"(?:i'm|i am|am) (?:\w+ )?(?:free|available|flexible)|(?:your|whatever time|any) (?:convenience|suits)",
    r"whenever|any (?:day|time|afternoon|morning)|\d{1,2}(?::\d\d)? ?(?:am|pm)",
    r"(?:works?|suits?)(?: best| well)?(?: for)? you|let me know (?:if|when|whether|what|which)",
    r"i (?:wonder|was wondering)",
)
_PLEASANTRY = re.compile(
    r"(?:thank|thanks|many thanks|with thanks|looking forward|hope to hear|have a (?:good|great|nice|lovely)|"
    r"i(?:'m| am)? (?:look(?:ing)? forward|really appreciate|appreciate|hope to hear)|"
    r"i(?:'d| would) be (?:\w+ )?grateful for)\b",
    re.IGNORECASE,
)
_CALL_ME = _phrases(
    r"(?:please|kindly|could you|can you|would you|and) (?:\w+ )?(?:call|ring|phone) me",
    r"(?:call|ring|phone) me back",
    r"return my call|give me a (?:call|ring)",
)
_CALL_YOU = _phrases(
    r"(?:i'll|i will|i'm going to|may i|i can|let me|for me to) (?:\w+ )?(?:call|try|ring|phone)"
)


def says_student(text: str) -> bool:
    """Whether the writer says that they are a student: PhD candidate, postdoc, second-year …"""
    return any(map(_says_student, clauses(text)))


def _says_student(clause: str) -> bool:
    """ "You were a PhD student" says nothing about the writer: the nearest pronoun before it decides."""
    pronouns = list(_PRONOUN.finditer(clause))
    ends = [pronoun.end() for pronoun in pronouns]
    before = (bisect_right(ends, match.start()) for match in _STUDENT.finditer(clause))
    return any(not count or _is_of_writer(pronouns[count - 1][0]) for count in before)


def _is_of_writer(pronoun: str) -> bool:
    return pronoun.casefold().split("'")[0] in _OF_WRITER


def asks_for_job(text: str) -> str:
    """The words in which it asks for a job; empty when it does not."""
    return unless_negated(text, _JOB_ASK)


def says_no_job(text: str) -> bool:
    """Whether it says plainly that it is not about a job: "I'm exploring, not applying"."""
    if _ONLY_ADVICE.search(plain(text)):
        return True
    return any(negated(clause) and _JOB_WORD.search(clause) for clause in clauses(text))


def attaches(text: str) -> str:
    """The words that speak of an attachment or a résumé sent along; empty when there are none."""
    return unless_negated(text, _ATTACHED)


def values_time(text: str) -> bool:
    """Whether it shows that the person's time is valued."""
    return bool(_TIME_VALUED.search(plain(text)))


def says_what_to_learn(text: str, *, briefly: bool = False) -> bool:
    """Whether it says what the writer would like to learn; ``briefly``: that it is advice is enough."""
    written = plain(GAP.sub(" ", text))
    return bool(_LEARN.search(written) or (briefly and _ADVICE.search(written)))


def ends_with_question(text: str) -> bool:
    """Whether it closes with a question or a time offer; a word of thanks may follow."""
    closing = list(sentences(without_signature(text)))
    while closing and (_PLEASANTRY.match(closing[-1]) or is_sign_off(closing[-1])):
        closing.pop()
    return any(asks(sentence) for sentence in closing[-2:])


def asks(text: str) -> bool:
    """Whether there is a question or a time offer in it."""
    cleaned = plain(text)
    return "?" in cleaned or bool(_TIME_OFFER.search(cleaned))


def asks_for_call(text: str) -> str:
    """The words in which it asks the person to call back; empty when it does not."""
    return unless_negated(text, _CALL_ME)


def will_call_again(text: str) -> bool:
    """Whether the writer says that they will call again."""
    return bool(_CALL_YOU.search(plain(text)))
