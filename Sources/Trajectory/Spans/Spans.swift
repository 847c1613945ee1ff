package import Wire

/// Spans of traces as the conversations that they tell of: each model's span sends all that was said again, in texts of
/// JSON, and what tools did stands in spans of their own.
package enum Spans {
    /// The document as lines of conversations, one for each trace; nil for what holds no spans that say anything.
    package static func conversations(in store: ByteStore) -> ByteStore? {
        guard store.count <= largest, areLikely(in: store) else { return nil }
        var traces: [(id: String, spans: [Span])] = []
        var places: [String: Int] = [:]
        var beside = JSONObject()
        store.withBytes { bytes in
            var scanner = ElementScanner()
            scanner.finish(bytes)
            let values = scanner.values.ranges.isEmpty ? [0..<bytes.count] : scanner.values.ranges
            for range in values {
                guard let value = StepDecoder.value(bytes, range, nil) else { continue }
                let spans = found(in: value, trace: nil, depth: 12).map(Span.init)
                // Lines that begin otherwise only speak of spans.
                if spans.isEmpty, traces.isEmpty, !isTrace(value) { return }
                if values.count == 1 { beside = Self.beside(value) }
                for span in spans {
                    let place = places[span.trace] ?? traces.count
                    if place == traces.count { traces.append((span.trace, [])) }
                    places[span.trace] = place
                    traces[place].spans.append(span)
                }
            }
        }
        if traces.count > 1 { beside = JSONObject() }
        let told = traces.compactMap { SpanConversation($0.spans).document(trace: $0.id, beside: beside) }
        return told.isEmpty ? nil : ByteStore(Array(told.map(\.bytes).joined(separator: [0x0A])))
    }

    /// What is read at once, and held twice.
    private static let largest = 512 << 20

    /// Whether the beginning has a word that files of spans have.
    package static func areLikely(in store: ByteStore) -> Bool {
        let head = store.bytes(0..<min(store.count, 1 << 14))
        guard let first = head.first(where: { $0 > 0x20 }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else { return false }
        let text = String(decoding: head, as: UTF8.self)
        return SpanKeys.signs.contains { text.contains($0) }
    }

    /// Spans of a trace that stand in each other are of that trace.
    private static func found(
        in value: JSONValue, trace: String?, depth: Int
    ) -> [(value: JSONValue, trace: String?)] {
        if let list = value.array { return list.flatMap { found(in: $0, trace: trace, depth: depth - 1) } }
        guard depth > 0, value.object != nil else { return [] }
        let isSpan = Span.isSpan(value)
        let trace = Span.trace(of: value) ?? trace
        let inner = SpanKeys.lists.flatMap { value[$0]?.array ?? [] }.flatMap {
            found(in: $0, trace: trace, depth: depth - 1)
        }
        return (isSpan ? [(value, trace)] : []) + inner
    }

    /// A line that says which trace the lines behind it are of.
    private static func isTrace(_ value: JSONValue) -> Bool { value["object"]?.string == "trace" }

    /// What stands beside the spans, or at the outermost one, and is said of all of it.
    private static func beside(_ value: JSONValue) -> JSONObject {
        let told = Set(SpanKeys.lists + SpanKeys.asked + SpanKeys.answered + ["events", "attributes", "tags", "extra"])
        return JSONObject(members: (value.object?.members ?? []).filter { !told.contains($0.key) })
    }
}

/// One span, or one record of a log, which is a span of one event.
struct Span {
    let trace: String
    let kind: Record.Span
    let started: Timestamp?
    let ended: Timestamp?
    let attributes: SpanAttributes
    let name: String
    private let value: JSONValue

    private static let ids = ["traceId", "trace_id", "traceID", "context.trace_id"]
    private static let parents = ["parentSpanId", "parent_id", "parent_run_id", "parentObservationId", "parentSpanID"]

    static func isSpan(_ value: JSONValue) -> Bool {
        if value["span_data"]?.object != nil || value["run_type"]?.string != nil || isObservation(value) { return true }
        guard value["attributes"] != nil || value["tags"] != nil || value["body"] != nil || hasColumns(value) else {
            return false
        }
        return trace(of: value) != nil || value["spanId"] != nil || value["span_id"] != nil || value["spanID"] != nil
    }

    private static func isObservation(_ value: JSONValue) -> Bool {
        ["GENERATION", "SPAN", "EVENT", "TOOL", "AGENT", "CHAIN", "RETRIEVER"].contains(value["type"]?.string)
            && (value["startTime"] ?? value["start_time"] ?? value["input"] ?? value["output"]) != nil
    }

    /// Whether the attributes stand in columns of a table.
    private static func hasColumns(_ value: JSONValue) -> Bool {
        value.object?.members.contains { $0.key.hasPrefix("attributes.") } == true
    }

    static func trace(of value: JSONValue) -> String? {
        (ids.lazy.compactMap { value[$0] }.first ?? value["context"]?["trace_id"])?.string
    }

    /// Whether it is in no other one.
    var isRoot: Bool { !Self.parents.contains { value[$0]?.string?.isEmpty == false } }

    init(_ value: JSONValue, of trace: String?) {
        self.value = value
        self.trace = trace ?? ""
        name = (value["name"] ?? value["operationName"])?.string ?? ""
        let columns = (value.object?.members ?? []).filter { $0.key.hasPrefix("attributes.") }.map {
            JSONObject.Member(key: String($0.key.dropFirst("attributes.".count)), value: $0.value)
        }
        let isBare = value["attributes"] == nil && value["body"] == nil && columns.isEmpty
        attributes = SpanAttributes([
            value["attributes"], value["tags"], value["span_data"], isBare ? value : nil,
            columns.isEmpty ? nil : .object(JSONObject(members: columns)),
        ])
        let operations = SpanKeys.operation.lazy.compactMap { [attributes] in attributes[[$0]]?.string }
        let told = (Array(operations) + [value["span_kind"]?.string ?? ""]).compactMap(SpanKeys.kind)
        let isExchange = attributes[SpanKeys.asked] != nil && attributes[SpanKeys.answered] != nil
        kind = told.first { $0 != .frame } ?? (told.isEmpty && isExchange ? .model : .frame)
        func time(_ names: [String]) -> Timestamp? { names.lazy.compactMap { Timestamp(value[$0]) }.first }
        started = time(["startTimeUnixNano", "start_time", "startTime", "timeUnixNano", "started_at", "timestamp"])
        ended = time(["endTimeUnixNano", "end_time", "endTime", "ended_at"])
    }

    /// What a span says that went wrong.
    var error: String? {
        let status = value["status"] ?? value["status_code"]
        let code = (status?["code"] ?? status?["status_code"] ?? status).flatMap {
            $0.string ?? $0.int.map(String.init)
        }
        if let text = ResultReader.errorText(value["error"]) { return text }
        let exception = events.first { $0.name == "exception" }?.attributes
        let isError =
            code.map { $0 == "2" || $0.uppercased().hasSuffix("ERROR") } == true || value["level"]?.string == "ERROR"
        guard isError || exception != nil else { return nil }
        let type = exception?.text("exception.type") ?? attributes.text("error.type")
        let said =
            exception?.text("exception.message")
            ?? (status?["message"] ?? status?["description"] ?? value["status_message"] ?? value["statusMessage"])?
            .string
        return [type, said].compactMap(\.self).joined(separator: ": ").nonEmpty ?? "error"
    }

    /// What happened meanwhile, in its order.
    var events: [(name: String, attributes: SpanAttributes)] {
        var list = (value["events"] ?? value["logs"])?.opened.array ?? attributes[["events"]]?.array ?? []
        if value["body"] != nil { list.append(value) }
        return list.map { event in
            let fields = SpanAttributes([event["fields"]])
            let body = event["body"].map(SpanAttributes.value)?.opened
            let content = SpanAttributes([
                event["attributes"], event["fields"], body, event["event.name"] != nil ? event : nil,
            ])
            let name = (event["eventName"] ?? event["name"] ?? event["event.name"])?.string
            return (name ?? content.text("event.name") ?? fields.text("event") ?? "", content)
        }
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
