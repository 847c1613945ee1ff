import Wire

/// The beginning of an element by which it is told whether it holds a document, so that a large one can be read while it
/// arrives. Where it ends depends on the bytes alone and never on how many of them are here: an element may say that it
/// holds messages and then that it is one, and must be the same thing whenever it is asked.
struct ElementWindow {
    /// What is looked at; nil while too little of it is here, and for an element that says nothing of documents.
    let range: Range<Int>?

    init(_ bytes: UnsafeRawBufferPointer, _ element: Range<Int>, isComplete: Bool) {
        let start =
            bytes[element.lowerBound] == UInt8(ascii: "[")
            ? element.lowerBound : ElementKinds.listOfDocument(ElementSketch(bytes, element))
        guard let start else {
            range = nil
            return
        }
        let end = start + ElementKinds.documentReach
        range =
            end <= element.upperBound
            ? element.lowerBound..<end : isComplete ? element : nil
    }
}
