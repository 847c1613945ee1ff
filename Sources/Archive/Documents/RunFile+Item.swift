import Platform
import Trajectory

extension RunFile {
    /// A run as an item, as far as it tells itself and files beside it do.
    func item(_ run: Int, id: ItemID, _ beside: ResultsBeside) -> EvaluationItem {
        let envelope = envelope(run)
        var item = EvaluationItem(
            id: id, evaluationID: evaluation, position: run, status: .unknown, taskName: name(run, envelope))
        let names = [item.taskName] + envelope.names.map(\.value)
        beside.complete(&item, names: names, folder: "", isAlone: false, passes: passes)
        envelope.complete(&item, passes: passes)
        item.model = item.model ?? list.envelope.model?.value ?? beside.model
        return item
    }
}
