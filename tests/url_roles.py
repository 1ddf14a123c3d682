"""The table of every URL and what each role gets. `arguments` and `data` may name objects of the `world` fixture."""

from dataclasses import dataclass, field

EVERYBODY = {"adviser_lwl", "adviser_baanbrekend", "manager", "admin", "outsider"}
PARTNERS = EVERYBODY - {"outsider"}
WRITERS = {"adviser_lwl", "adviser_baanbrekend", "manager"}
OF_BAANBREKEND = {"adviser_baanbrekend", "manager"}
MANAGERS = {"manager", "admin"}
ADMINS = {"admin"}


@dataclass(frozen=True)
class Row:
    """One URL and method: `roles` get `allowed`, others `refused` or what `special` says; strangers must sign in."""

    name: str
    roles: set[str]
    arguments: tuple = ()
    method: str = "GET"
    allowed: int = 200
    refused: int = 403
    data: dict = field(default_factory=dict)
    query: str = ""
    special: dict = field(default_factory=dict)
    is_page: bool = True  # not a part of a page, nor a file

    def expected(self, role: str) -> int:
        if role in self.special:
            return self.special[role]
        if role == "anonymous":
            return 302
        return self.allowed if role in self.roles else self.refused


HIDDEN = {"outsider": 404}  # somebody outside the region may not know that it exists
OPEN = {"anonymous": 200}

ACCOUNTS = [
    Row("healthy", EVERYBODY, special=OPEN, is_page=False),
    Row("home", EVERYBODY, allowed=302),
    Row("accounts:profile", EVERYBODY),
    Row("accounts:users", ADMINS),
    Row("accounts:user_invite", ADMINS),
    Row("accounts:user_edit", ADMINS, ("user",)),
    Row("accounts:user_invite_again", ADMINS, ("user",), method="POST", allowed=302),
    Row("account_login", EVERYBODY, allowed=302, special=OPEN),
    Row("account_logout", EVERYBODY),
    Row("account_inactive", EVERYBODY, special=OPEN),
    Row("account_signup", EVERYBODY, allowed=302, special=OPEN),
    Row("account_change_password", EVERYBODY, allowed=302),  # the cast has no password yet, so it goes to the next
    Row("account_set_password", EVERYBODY),
    Row("account_reset_password", EVERYBODY, special=OPEN),
    Row("account_reset_password_done", EVERYBODY, special=OPEN),
    Row("account_reset_password_from_key", EVERYBODY, ("1", "verlopen"), special=OPEN),
    Row("account_reset_password_from_key_done", EVERYBODY, special=OPEN),
]

EMPLOYERS = [
    Row("employers:list", EVERYBODY),
    Row("employers:suggest", EVERYBODY, is_page=False),
    Row("employers:export", PARTNERS, refused=302, is_page=False),
    Row("employers:create", PARTNERS),
    Row("employers:create", PARTNERS, method="POST", allowed=422, data={"trade_name": ""}),
    Row("employers:similar", EVERYBODY, is_page=False),
    Row("employers:detail", PARTNERS, ("employer",), special=HIDDEN),
    Row("employers:edit", PARTNERS, ("employer",), special=HIDDEN),
    Row("employers:history", PARTNERS, ("employer",), special=HIDDEN),
    Row("employers:opt_out", PARTNERS, ("employer",), special=HIDDEN),
    Row("employers:opt_in", PARTNERS, ("employer",), method="POST", allowed=302, special=HIDDEN),
    Row("employers:different", PARTNERS, ("employer", "different"), method="POST", allowed=302, special=HIDDEN),
    Row("employers:contact_person_create", PARTNERS, ("employer",), special=HIDDEN),
    Row("employers:contact_person_edit", PARTNERS, ("employer", "person"), special=HIDDEN),
    Row("employers:view_save", EVERYBODY, method="POST", allowed=302),
    Row("employers:view_delete", {"adviser_lwl"}, ("view",), method="POST", allowed=302, refused=404),
]

DUPLICATES = [
    Row("employers:duplicates", ADMINS),
    Row("employers:duplicates", ADMINS, query="?toon=verzonnen", allowed=404),
    Row("employers:duplicates_bench", ADMINS),
    Row("employers:duplicates_certain", ADMINS),
    Row("employers:duplicates_certain", ADMINS, method="POST", allowed=302),
    Row("employers:duplicates_take_back", ADMINS, method="POST", allowed=302),
    Row("employers:duplicates_scan", ADMINS, method="POST", allowed=302),
    Row("employers:duplicates_progress", ADMINS, is_page=False),
    Row("employers:duplicate_answer", ADMINS, ("pair",), method="POST", allowed=302, data={"oordeel": "later"}),
    Row("employers:duplicate_reopen", ADMINS, ("pair",), method="POST", allowed=302),
    Row("employers:merge", ADMINS, ("one", "other")),
    Row("employers:merge", ADMINS, ("one", "other"), method="POST", allowed=409),
    Row("employers:merge_undo", ADMINS, ("merge",), method="POST", allowed=302),
]

OUTREACH = [
    Row("outreach:portfolio", EVERYBODY),
    Row("outreach:assign", MANAGERS, method="POST", allowed=302, data={"kies": "employer", "adviseur": "adviser"},
        special={"adviser_lwl": 302, "outsider": 302}),
    Row("outreach:assign_undo", EVERYBODY, ("key",), method="POST", allowed=302),
    Row("outreach:contact_pick", WRITERS | {"outsider"}),
    Row("outreach:contact_create", WRITERS, ("employer",), special=HIDDEN),
    Row("outreach:contact_create", WRITERS, ("employer",), method="POST", allowed=422, special=HIDDEN,
        data={"channel": "phone"}),
    Row("outreach:contact_warning", WRITERS, ("employer",), special=HIDDEN, is_page=False),
    Row("outreach:contact_edit", OF_BAANBREKEND, ("moment",), special=HIDDEN),
    Row("outreach:contact_cancel", OF_BAANBREKEND, ("moment",), method="POST", allowed=302, special=HIDDEN),
    Row("outreach:contact_restore", OF_BAANBREKEND, ("moment",), method="POST", allowed=302, special=HIDDEN),
    Row("outreach:contact_undo", OF_BAANBREKEND, ("moment",), method="POST", allowed=302, special=HIDDEN),
    Row("outreach:interest_edit", PARTNERS, ("employer", "bpv"), special=HIDDEN),
    Row("outreach:interest_edit", WRITERS, ("employer", "bpv"), method="POST", allowed=422, special=HIDDEN,
        data={"status": "verzonnen"}),
    Row("outreach:interview_begin", WRITERS, ("employer",), special=HIDDEN),
    Row("outreach:interview_begin", WRITERS, ("employer",), method="POST", allowed=302, special=HIDDEN,
        data={"form": "new"}),
    Row("outreach:interview", PARTNERS, ("interview",), special=HIDDEN),
    Row("outreach:interview", PARTNERS, ("finished_interview",), special=HIDDEN),
    Row("outreach:interview_question", OF_BAANBREKEND, ("interview", "hulp-gewenst"), special=HIDDEN),
    Row("outreach:interview_question", OF_BAANBREKEND, ("interview", "aantal-mensen"), special=HIDDEN),
    Row("outreach:interview_question", OF_BAANBREKEND, ("interview", "bpv-ervaring"), method="POST", allowed=302,
        data={"choices": "now", "revision": "0"}, special=HIDDEN),
    Row("outreach:interview_finish", OF_BAANBREKEND, ("interview",), special=HIDDEN),
    Row("outreach:interview_finish", OF_BAANBREKEND, ("interview",), method="POST", allowed=422, special=HIDDEN,
        data={"channel": ""}),
    Row("outreach:interview_drop", OF_BAANBREKEND, ("interview",), method="POST", allowed=302, special=HIDDEN),
    Row("outreach:interview_restore", OF_BAANBREKEND, ("interview",), method="POST", allowed=302, special=HIDDEN),
    Row("outreach:interview_report", PARTNERS, ("finished_interview",), special=HIDDEN),
    Row("outreach:interview_report_pdf", PARTNERS, ("finished_interview",), special=HIDDEN, is_page=False),
    Row("outreach:interview_results", MANAGERS),
    Row("outreach:interview_results_export", MANAGERS, is_page=False),
    Row("outreach:interview_results_employers", MANAGERS, ("bpv-ervaring", "now"), allowed=404),
    Row("outreach:questions", ADMINS),
    Row("outreach:question_create", ADMINS),
    Row("outreach:question_create", ADMINS, method="POST", allowed=422, data={"text": ""}),
    Row("outreach:question_edit", ADMINS, ("bpv-ervaring",)),
    Row("outreach:question_edit", ADMINS, ("bpv-ervaring",), method="POST", allowed=422, data={"text": ""}),
    Row("outreach:templates", MANAGERS),
    Row("outreach:template_create", MANAGERS),
    Row("outreach:template_create", MANAGERS, method="POST", allowed=422, data={"label": ""}),
    Row("outreach:template_edit", MANAGERS, ("template",)),
    Row("outreach:template_edit", MANAGERS, ("template",), method="POST", allowed=422, data={"label": ""}),
    Row("outreach:template_delete", MANAGERS, ("template",), method="POST", allowed=302),
    Row("outreach:templates_reset", MANAGERS, method="POST", allowed=302),
    Row("outreach:contact_many", WRITERS),
    Row("outreach:contact_many", WRITERS, method="POST", allowed=422, data={"channel": ""}),
    Row("outreach:batch_undo", WRITERS | {"outsider"}, ("key",), method="POST", allowed=302),
    Row("outreach:networks", EVERYBODY),
    Row("outreach:network", EVERYBODY, ("network",)),
    Row("outreach:network_edit", PARTNERS, ("network",)),
    Row("outreach:network_edit", PARTNERS, ("network",), method="POST", allowed=422, data={"name": ""}),
    Row("outreach:member_add", PARTNERS, ("network", "employer"), method="POST", allowed=302),
    Row("outreach:member_remove", PARTNERS, ("network", "employer"), method="POST", allowed=302),
    Row("outreach:events", EVERYBODY),
    Row("outreach:event_create", PARTNERS),
    Row("outreach:event_create", PARTNERS, method="POST", allowed=422, data={"title": ""}),
    Row("outreach:event", PARTNERS, ("event",), special=HIDDEN),
    Row("outreach:event_edit", PARTNERS, ("event",), special=HIDDEN),
    Row("outreach:event_ics", PARTNERS, ("event",), special=HIDDEN, is_page=False),
    Row("outreach:attendees_find", PARTNERS, ("event",), special=HIDDEN),
    Row("outreach:attendees_find", PARTNERS, ("event",), method="POST", data={"namen": "Lindt"}, special=HIDDEN),
    Row("outreach:attendees_add", PARTNERS, ("event",), method="POST", allowed=302, special=HIDDEN),
    Row("outreach:attendees_change", PARTNERS, ("event",), method="POST", allowed=302, special=HIDDEN),
    Row("outreach:event_log", WRITERS, ("event",)),
    Row("outreach:event_log", WRITERS, ("event",), method="POST", allowed=422, data={"channel": ""}),
    Row("outreach:claim", WRITERS, ("employer",), method="POST", allowed=302, special=HIDDEN),
    Row("outreach:claim_undo", OF_BAANBREKEND, ("claim",), method="POST", allowed=302, special=HIDDEN),
    Row("outreach:claim_release", OF_BAANBREKEND, ("claim",), method="POST", allowed=302, special=HIDDEN),
    Row("outreach:claim_resume", OF_BAANBREKEND, ("claim",), method="POST", allowed=302, special=HIDDEN),
    Row("outreach:claim_ask", {"adviser_lwl"}, ("claim",), method="POST", allowed=302, special=HIDDEN),
    Row("outreach:claim_answer", OF_BAANBREKEND, ("claim_request",), method="POST", allowed=302, special=HIDDEN),
    Row("outreach:claim_answer_undo", OF_BAANBREKEND, ("claim_request",), method="POST", allowed=302, special=HIDDEN),
    Row("outreach:follow_ups", EVERYBODY),
    Row("outreach:follow_up_done", OF_BAANBREKEND, ("follow_up",), method="POST", allowed=302, special=HIDDEN),
    Row("outreach:follow_up_reopen", OF_BAANBREKEND, ("follow_up",), method="POST", allowed=302, special=HIDDEN),
    Row("outreach:follow_up_postpone", OF_BAANBREKEND, ("follow_up",), method="POST", allowed=302, special=HIDDEN),
    Row("outreach:overlaps", EVERYBODY),
    Row("outreach:overlap_close", MANAGERS, ("overlap",), method="POST", allowed=422),
    Row("outreach:overlap_reopen", MANAGERS, ("overlap",), method="POST", allowed=302),
    Row("outreach:agreements", EVERYBODY),
    Row("outreach:agreements", EVERYBODY, query="?stand=voorbij"),
    Row("outreach:agreement_end", MANAGERS, ("agreement",), method="POST", allowed=302),
    Row("outreach:agreement_restore", MANAGERS, ("agreement",), method="POST", allowed=302),
    Row("outreach:looking_back", MANAGERS),
    Row("outreach:meetings", EVERYBODY),
    Row("outreach:meeting_create", MANAGERS),
    Row("outreach:meeting_create", MANAGERS, method="POST", allowed=422),
    Row("outreach:meeting", PARTNERS, ("meeting",), special=HIDDEN),
    Row("outreach:meeting", PARTNERS, ("open_meeting",), special=HIDDEN),
    Row("outreach:meeting", PARTNERS, ("closed_meeting",), special=HIDDEN),
    Row("outreach:meeting_edit", MANAGERS, ("meeting",)),
    Row("outreach:meeting_start", MANAGERS, ("meeting",), method="POST", allowed=302),
    Row("outreach:meeting_close", MANAGERS, ("open_meeting",)),
    Row("outreach:meeting_close", MANAGERS, ("open_meeting",), method="POST", allowed=422),
    Row("outreach:meeting_pdf", PARTNERS, ("closed_meeting",), special=HIDDEN, is_page=False),
    Row("outreach:meeting_calendar", PARTNERS, ("meeting",), special=HIDDEN, is_page=False),
    Row("outreach:point_add", PARTNERS, ("meeting",), method="POST", allowed=422, special=HIDDEN),
    Row("outreach:point_remove", MANAGERS, ("point",), method="POST", allowed=302, special=HIDDEN),
    Row("outreach:item_decide", MANAGERS, ("item",), method="POST", allowed=422),
    Row("outreach:item_take_back", MANAGERS, ("item",), method="POST", allowed=302),
    Row("outreach:item_note", PARTNERS, ("item",), method="POST", allowed=422, special=HIDDEN),
]  # fmt: skip

TARGETS = [
    Row("targets:call_list", WRITERS | {"outsider"}),
    Row("targets:first_calls", WRITERS | {"outsider"}, is_page=False),
    Row("targets:snooze", WRITERS, ("employer",), method="POST", allowed=302, special=HIDDEN),
    Row("targets:unsnooze", WRITERS, ("employer",), method="POST", allowed=302, special=HIDDEN),
    Row("targets:dashboard", EVERYBODY),
    Row("targets:talks", EVERYBODY),
    Row("targets:list", EVERYBODY),
    Row("targets:create", MANAGERS),
    Row("targets:create", MANAGERS, method="POST"),
    Row("targets:preview", MANAGERS, is_page=False),
    Row("targets:detail", PARTNERS, ("target",), special=HIDDEN),
    Row("targets:edit", MANAGERS, ("target",)),
    Row("targets:withdraw", MANAGERS, ("target",), method="POST", allowed=302),
    Row("targets:plan", EVERYBODY),
    Row("targets:plan_begin", MANAGERS, method="POST", allowed=302),
    Row("targets:phase_create", MANAGERS),
    Row("targets:phase_create", MANAGERS, method="POST", allowed=422),
    Row("targets:phase_edit", MANAGERS, ("phase",)),
    Row("targets:phase_delete", MANAGERS, ("phase",), method="POST", allowed=302),
    Row("targets:activity_create", MANAGERS),
    Row("targets:activity_create", MANAGERS, method="POST", allowed=422),
    Row("targets:activity_edit", MANAGERS, ("activity",)),
    Row("targets:activity_edit", MANAGERS, ("activity",), method="POST", allowed=422),
    Row("targets:activity_status", MANAGERS, ("activity",), method="POST", allowed=302, data={"stand": "done"}),
    Row("targets:role_edit", MANAGERS, ("lwl",)),
    Row("targets:role_edit", MANAGERS, ("lwl",), method="POST", allowed=422),
    Row("targets:printed", EVERYBODY),
    Row("targets:printed", EVERYBODY, query="?tabel=kvk&vorm=csv", is_page=False),
    Row("targets:reports", EVERYBODY),
    Row("targets:report_create", MANAGERS),
    Row("targets:report_create", MANAGERS, method="POST", allowed=422),
    Row("targets:report", PARTNERS, ("report",), special=HIDDEN),
    Row("targets:report_edit", MANAGERS, ("report",)),
    Row("targets:report_edit", MANAGERS, ("report",), method="POST", allowed=422),
    Row("targets:report_recount", MANAGERS, ("report",), method="POST", allowed=302),
    Row("targets:report_finish", MANAGERS, ("report",), method="POST", allowed=302),
    Row("targets:report_word", PARTNERS, ("report",), special=HIDDEN, is_page=False),
    Row("targets:report_paper", PARTNERS, ("report",), special=HIDDEN, is_page=False),
    Row("targets:report_rows", PARTNERS, ("report", "newly_reached"), special=HIDDEN),
]

IMPORTS = [
    Row("imports:list", ADMINS),
    Row("imports:upload", ADMINS),
    Row("imports:upload", ADMINS, method="POST"),
    Row("imports:columns", ADMINS, ("waiting",)),
    Row("imports:detail", ADMINS, ("read",)),
    Row("imports:progress", ADMINS, ("read",), is_page=False),
    Row("imports:rows", ADMINS, ("read",)),
    Row("imports:correct", ADMINS, ("read", "doubtful_number")),
    Row("imports:correct", ADMINS, ("read", "doubtful_number"), method="POST", allowed=302),
    Row("imports:uncorrect", ADMINS, ("read", "correction"), method="POST", allowed=302),
    Row("imports:rejected", ADMINS, ("read",), is_page=False),
    Row("imports:review", ADMINS, ("read",)),
    Row("imports:decide", ADMINS, ("read", "doubtful"), method="POST", allowed=302),
    Row("imports:undo_decision", ADMINS, ("read",), method="POST", allowed=302),
    Row("imports:groups", ADMINS, ("read",)),
    Row("imports:group", ADMINS, ("read", "group_key")),
    Row("imports:group", ADMINS, ("read", "group_key"), method="POST", allowed=302),
    Row("imports:group_undo", ADMINS, ("read", "group_decision"), method="POST", allowed=302),
    Row("imports:apply", ADMINS, ("read",), method="POST", allowed=302),
    Row("imports:addition", ADMINS, ("read",), method="POST", allowed=302),
    Row("imports:return_files", ADMINS),
    Row("imports:precedence", ADMINS),
    Row("imports:precedence_edit", ADMINS, ("address",)),
    Row("imports:precedence_edit", ADMINS, ("contact_person",)),
    Row("imports:precedence_edit", ADMINS, ("sector",), method="POST", allowed=302, data={"volgorde": "lwl"}),
    Row("imports:precedence_employers", ADMINS, ("address",)),
    Row("imports:precedence_change", ADMINS, ("precedence_change",)),
    Row("imports:precedence_progress", ADMINS, ("precedence_change",), is_page=False),
    Row("imports:return_file_make", ADMINS, ("returned_delivery",), method="POST", allowed=302),
    Row("imports:return_file", ADMINS, ("return_file",)),
    Row("imports:return_file_progress", ADMINS, ("return_file",), is_page=False),
    Row("imports:return_file_rows", ADMINS, ("return_file",)),
    Row("imports:return_file_download", ADMINS, ("return_file",), is_page=False),
    Row("imports:gone", ADMINS, ("read",)),
    Row("imports:undo", ADMINS, ("in_register",)),
    Row("imports:undo", ADMINS, ("in_register",), method="POST", allowed=302),
    Row("imports:foresee", ADMINS, ("in_register",), method="POST", allowed=302),
    Row("imports:undo_report", ADMINS, ("taken_back",)),
]

TABLE: list[Row] = [*ACCOUNTS, *EMPLOYERS, *DUPLICATES, *IMPORTS, *OUTREACH, *TARGETS]
