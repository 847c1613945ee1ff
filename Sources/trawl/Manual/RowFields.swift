/// The fields of what `--json` prints, for the manual and the README. Fields are only ever added, never renamed.
enum RowFields {
    struct Row {
        /// The command.
        var rows: String
        /// The names, in their order; `name[…]` is an array of objects, `raw{…}` what the server sent.
        var fields: String
    }

    static let all = [
        Row(
            rows: "evaluations",
            fields: "id name status model capability total finished passed failed timed_out cancelled infra_error "
                + "pass_rate judged duration_s created_at started_at completed_at error raw{…} coverage complete"),
        Row(
            rows: "items",
            fields: "item_id evaluation_id position status task model error session_id duration_s tokens tool_calls "
                + "stop_reason retries worker_id queued_at started_at completed_at mark note seen steps "
                + "score score_name cost_usd remark raw{…} coverage complete"),
        Row(
            rows: "search",
            fields: "item_id task status model matched_in match_count snippet session_id "
                + "matches[{step seq speaker place agent text}] coverage complete"),
        Row(
            rows: "sessions",
            fields: "id title model agent message_count token_count created_at raw{…} coverage complete"),
        Row(
            rows: "check",
            fields: "path format steps tool_calls answered_calls problems[{step message}] producer version schema "
                + "model runs outcome outcomes score score_name error stop_reason"),
        Row(
            rows: "worlds",
            fields: "id kind status progress created_at started_at completed_at created_by error resource_type "
                + "resource_id result raw{…}"),
        Row(rows: "worlds manifests", fields: "id name status created_at raw{…}"),
        Row(
            rows: "worlds trajectories",
            fields: "id manifest_id name goal strategy success steps ended job_id created_at raw{…}"),
        Row(rows: "download", fields: "file samples bytes skipped[{name reason}] refused[{name reason}]"),
        Row(rows: "profiles", fields: "name url username email organization workspace active project"),
        Row(rows: "whoami", fields: "server organization workspace username email"),
    ]
}
