import PlatformHTTP
import TestSupport

/// Answers of a server as text: literal bodies in the forms that Platform.docc documents, with fields that no model
/// knows, nulls where the contract allows them, and keys left out where it does not promise them.
enum Recorded {
    /// Plays the answers; everything else is not found.
    static func transport() -> FakeTransport {
        FakeTransport { request, _ in
            let path = String(request.url.dropFirst("https://api.test/api/v1".count))
            let short = path.replacing("/org/acme/ws/main", with: "W").replacing("/" + evaluation, with: "/E")
            if request.method == .post { return post(short, request.body ?? []) }
            if short.hasPrefix("W/evaluation/E/trajectories?") {
                return .body("PK\u{5}\u{6}" + String(repeating: "\0", count: 18), type: "application/zip")
            }
            return answers[short].map { .json($0) } ?? notFound
        }
    }

    private static let notFound = FakeTransport.Turn.json(
        #"{"code":404,"detail":"Not found","type":"not_found_error"}"#, status: 404)

    private static func post(_ path: String, _ body: [UInt8]) -> FakeTransport.Turn {
        switch path {
        case "W/evaluation/E/cancel":
            return .json(
                #"{"code":409,"detail":"Evaluation is already completed","type":"conflict_error"}"#, status: 409)
        case "W/worlds/trajectories" where String(decoding: body, as: UTF8.self).contains(#""count":0"#):
            return .json(
                #"""
                {"code":422,"detail":"Validation error","type":"validation_error",
                 "errors":[{"loc":["body","count"],"msg":"Input should be >= 1","type":"greater_than_equal"}]}
                """#, status: 422)
        case "W/worlds/trajectories": return .json(job.replacing("running", with: "queued"), status: 201)
        default: return notFound
        }
    }

    private static let evaluation = "0a1b2c3d-0000-4000-8000-000000000001"
    private static let session = "00000000-0000-4000-8000-000000000051"

    private static let completed = #"""
        {"id":"0a1b2c3d-0000-4000-8000-000000000001","name":"nightly","job_status":"completed",
         "kind":"security_task_benchmark","model":"m","capability":null,"agent_type":"web","requested_concurrency":4,
         "effective_concurrency":null,"dataset_size":2,"task_timeout_sec":null,"cleanup_policy":"always",
         "item_counts":{"passed":1,"failed":0,"infra_error":1,"queued":0},
         "runtime_costs":{"sandbox_count":2,"billed_credits":1.5},"analytics":null,"cancel_requested_at":null,
         "queued_at":"2026-04-15T12:00:00Z","started_at":"2026-04-15T12:00:05.123456+00:00",
         "completed_at":"2026-04-15T12:30:00Z","error_summary":null,"run_id":null,"project_id":"p","field_of_tomorrow":[1]}
        """#
    private static let running = #"{"id":"1a1b2c3d-0000-4000-8000-000000000002","name":"live","status":"running"}"#
    private static let failed =
        #"{"id":"2a1b2c3d-0000-4000-8000-000000000003","name":"broken","job_status":"failed","error_summary":"no quota"}"#

    private static let passedItem = #"""
        {"id":"10000000-0000-4000-8000-000000000011","evaluation_id":"0a1b2c3d-0000-4000-8000-000000000001","position":0,
         "item_status":"passed","passed":true,"task_name_snapshot":"list-files","model":null,"error":null,
         "session_id":"00000000-0000-4000-8000-000000000051","run_id":null,"queued_at":"2026-04-15T12:00:00Z",
         "started_at":"2026-04-15T12:00:05Z","agent_finished_at":null,"completed_at":"2026-04-15T12:05:00Z",
         "lease_expires_at":null,"verified_at":null,"agent_sandbox_id":null,"env_sandbox_id":null,"retry_count":0,
         "max_retries":2,"worker_id":null,"result_json":{"score":1},"metadata_json":{"_dreadnode":{"agent_result":
         {"stop_reason":"end_turn","total_tokens":15}}}}
        """#
    private static let brokenItem = #"""
        {"id":"10000000-0000-4000-8000-000000000012","evaluation_id":"0a1b2c3d-0000-4000-8000-000000000001","position":1,
         "item_status":"infra_error","passed":null,"task_name_snapshot":"find-flag","error":"sandbox lost",
         "queued_at":"2026-04-15T12:00:00Z","retry_count":2,"max_retries":2,"result_json":null,"metadata_json":null}
        """#

    private static let head =
        #""session":{"id":"00000000-0000-4000-8000-000000000051","title":"sample","origin":"eval","agent":null},"#
        + #""current_system_prompt":null"#
    private static let first = #"""
        {"id":"00000000-0000-4000-8000-000000000100","seq":0,"parent_id":null,"role":"user","content":"List files",
         "tool_calls":null,"tool_call_id":null,"created_at":"2026-04-15T12:00:00Z","compacted_at":null}
        """#
    private static let second = #"""
        {"id":"00000000-0000-4000-8000-000000000101","seq":3,"parent_id":null,"role":"assistant","content":"I will look.",
         "tool_calls":[{"id":"call_1","name":"bash","arguments":"{\"cmd\":\"ls\"}"}],"tool_call_id":null,"metadata":null,
         "agent":"web","model":"m","cost_usd":null,"created_at":"2026-04-15T12:00:01Z","compacted_at":null}
        """#
    private static let whole = "{\(head),\"messages\":[\(first),\(second)],\"has_more\":false}"
    private static let found = #"""
        {"has_more":false,"total":1,"matches":[{"id":"00000000-0000-4000-8000-000000000101","seq":3,"role":"assistant",
         "agent":"web","content":"I will look.","content_truncated":false,"created_at":"2026-04-15T12:00:01Z"}]}
        """#

    private static let job = #"""
        {"id":"j1","kind":"trajectory_generation","status":"running","organization_id":"o","workspace_id":"w",
         "created_at":"2026-04-15T12:00:00Z","progress":0.5,"resource_type":"trajectory_batch","error":null}
        """#
    private static let manifest =
        #"{"id":"m1","name":"small","status":"completed","preset":"small","created_at":"2026-04-15T12:00:00Z"}"#
    private static let trajectory = #"""
        {"id":"t1","manifest_id":"m1","organization_id":"o","workspace_id":"w","created_at":"2026-04-15T12:00:00Z",
         "goal":"Domain Admins","max_steps":100,"seed":42,"strategy":"random","success":null,"sequence_index":0,
         "step_count":2,"summary":{},"artifact_refs":{}}
        """#

    private static func page(_ items: String..., total: Int, page: Int = 1, size: Int) -> String {
        "{\"items\":[\(items.joined(separator: ","))],\"total\":\(total),\"page\":\(page),\"page_size\":\(size)}"
    }

    /// By path and query, `W` for the workspace and `E` for the evaluation's id.
    private static let answers: [String: String] = [
        "/user": #"{"id":"u1","email_address":"a@example.org","username":"a","features":[],"limits":{}}"#,
        "/user/organizations": #"[{"id":"o","key":"acme","name":"Acme","plan_type":"team","is_active":true}]"#,
        "/org/acme/ws": #"{"workspaces":[{"id":"w","key":"main","name":"Main","org_id":"o","is_default":true}]}"#,
        "W/evaluations?page=1&page_size=2": page(completed, running, total: 3, size: 2),
        "W/evaluations?page=2&page_size=2": page(failed, total: 3, page: 2, size: 2),
        "W/evaluations?page=1&page_size=100&status=completed": page(completed, total: 1, size: 100),
        "W/evaluations?page=1&page_size=100&status=running": page(running, total: 1, size: 100),
        "W/evaluations?page=1&page_size=100&status=failed": page(failed, total: 1, size: 100),
        "W/evaluation/E": completed,
        "W/evaluation/E/items": "{\"items\":[\(passedItem),\(brokenItem)]}",
        "W/evaluation/E/items/10000000-0000-4000-8000-000000000012": brokenItem,
        "W/evaluation/E/items/search?q=look":
            #"{"total":1,"matches":[{"item_id":"10000000-0000-4000-8000-000000000011","match_count":1,"#
            + #""matched_in":"transcript","session_id":"00000000-0000-4000-8000-000000000051","snippet":"I will look."}]}"#,
        "W/evaluation/E/items/search?q=%20%20": #"{"has_more":false,"matches":[],"total":0}"#,
        "W/evaluation/E/items/search?q=qzxjvunheardof": #"{"matches":[],"total":0}"#,
        "W/evaluation/E/items/10000000-0000-4000-8000-000000000011/transcript": whole,
        "W/evaluation/E/analytics":
            #"{"pass_rate":1.0,"passed_count":1,"failed_count":0,"error_count":1,"total_samples":2}"#,
        "W/sessions/\(session)/transcript?limit=5000&include_compacted=false": whole,
        "W/sessions/\(session)/transcript?limit=1&include_compacted=false":
            "{\(head),\"messages\":[\(first)],\"has_more\":true}",
        "W/sessions/\(session)/transcript?after_seq=0&limit=5000&include_compacted=false":
            "{\(head),\"messages\":[\(second)],\"has_more\":false}",
        "W/sessions/\(session)/messages/search?q=look&limit=200&include_compacted=false": found,
        "W/sessions/\(session)/messages/search?q=look&limit=1&include_compacted=false": found,
        "W/sessions/\(session)/trajectory?format=atif&include_compacted=false":
            #"{"schema_version":"ATIF-v1.7","session_id":"x","agent":{"name":"web","version":"1"},"steps":[]}"#,
        "W/sessions/\(session)/trajectory?format=openai&include_compacted=false":
            #"[{"role":"user","content":"List files"},{"role":"assistant","content":"I will look."}]"#,
        "W/sessions/\(session)/trajectory?format=native&include_compacted=false":
            "{\(head),\"messages\":[\(first)],\"events\":[]}",
        "W/worlds/jobs?page=1&page_size=20": page(job, total: 1, size: 20),
        "W/worlds/jobs/j1": job,
        "W/worlds/manifests?page=1&page_size=20": page(manifest, total: 1, size: 20),
        "W/worlds/trajectories?page=1&page_size=20": page(trajectory, total: 1, size: 20),
        "W/worlds/trajectories/t1": trajectory,
        "W/worlds/trajectories/t1/replay":
            #"{"id":"t1","goal":"Domain Admins","source_format":"worlds","steps":[],"node_names":{}}"#,
    ]
}
