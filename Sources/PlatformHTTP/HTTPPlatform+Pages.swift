import Platform
import Wire

extension HTTPPlatform {
    /// Rows of a page that every server takes.
    private static let leastPageSize = 20

    /// A page of the list at `key`. A server that takes no pages of this size refuses the field (422): from then on it is
    /// asked for pages that it takes.
    func page<T>(
        _ endpoint: Endpoint, _ key: String, number: Int, size: Int, sizeName: String = "page_size",
        _ read: (JSONValue) -> T?
    ) async throws -> Page<T> {
        func ask(_ size: Int) async throws -> Page<T> {
            var sized = endpoint
            sized.query = [("page", String(number)), (sizeName, String(size))] + sized.query
            return try ResponseDecoder(await client.get(sized), sized).page(key, page: number, pageSize: size, read)
        }
        let size = min(size, client.manners[pageSize: endpoint.resource] ?? size)
        do {
            return try await ask(size)
        } catch let error as PlatformError where error.status == 422 && size > Self.leastPageSize {
            guard let problem = error.fields.first(where: { $0.name == sizeName }) else { throw error }
            let least = Self.leastPageSize
            let told = problem.message.split { !$0.isNumber }.compactMap { Int($0) }.last { (1..<size).contains($0) }
            client.manners[pageSize: endpoint.resource] = told ?? least
            return try await ask(told ?? least)
        }
    }
}
