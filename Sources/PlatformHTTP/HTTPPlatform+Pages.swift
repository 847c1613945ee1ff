import Platform
import Wire

extension HTTPPlatform {
    /// Rows of a page that every server takes.
    private static let leastPageSize = 20

    /// A page of the list at `key`. A server that takes no pages of this size refuses the field (422): it is asked again for
    /// a page that it takes.
    func page<T>(
        _ endpoint: Endpoint, _ key: String, number: Int, size: Int, sizeName: String = "page_size",
        _ read: (JSONValue) -> T?
    ) async throws -> Page<T> {
        func ask(_ size: Int) async throws -> Page<T> {
            var sized = endpoint
            sized.query = [("page", String(number)), (sizeName, String(size))] + sized.query
            return try Answer(await client.get(sized), sized).page(key, page: number, pageSize: size, read)
        }
        do {
            return try await ask(size)
        } catch let error as PlatformError where error.status == 422 && size > Self.leastPageSize {
            guard error.fields.contains(where: { $0.name == sizeName }) else { throw error }
            return try await ask(Self.leastPageSize)
        }
    }
}
