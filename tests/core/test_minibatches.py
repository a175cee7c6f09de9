"""Training in minibatches, on a schedule, and evaluation on data held out."""

from itertools import chain

import numpy as np
import pytest

from residual.data.datasets import digits, split, two_spirals
from residual.layers import BatchNorm, Linear, ReLU, Sequential
from residual.networks import mlp
from residual.training import (
    SGD,
    Adam,
    Run,
    binary_cross_entropy,
    cross_entropy,
    evaluate,
    race,
    step_decay,
)


class _Recorder(SGD):
    """Notes the learning rate of each step."""

    def reset(self) -> None:
        super().reset()
        self.rates: list[float] = []

    def step(self) -> None:
        self.rates.append(self.lr)
        super().step()


class _Watched(Linear):
    """Notes which rows (here: the first input) come by in training."""

    def __init__(self, w) -> None:
        super().__init__(w)
        self.seen: list[list[float]] = []

    def forward(self, x, train=True):
        if train:
            self.seen.append(x[:, 0].tolist())
        return super().forward(x, train)


def _classifier(rng: np.random.Generator, inputs: int = 2, classes: int = 2) -> Sequential:
    hidden = Linear(rng.standard_normal((inputs, 8)))
    return Sequential(hidden, BatchNorm(8), ReLU(), Linear(rng.standard_normal((8, classes))))


def _trainer(optimizer=SGD, lr=0.1, **options) -> Run:
    rng = np.random.default_rng(5)
    x, y = two_spirals(rng, points=25)
    network = _classifier(rng)
    options = {"batch_size": 16, "shuffle": np.random.SeedSequence(7)} | options
    return Run(
        network,
        (x, y[:, 0].astype(int)),
        cross_entropy,
        optimizer(list(network.parameters().values()), lr),
        epochs=6,
        **options,
    )


def _state(trainer: Run) -> np.ndarray:
    return np.concatenate([array.ravel() for array in trainer.network.state().values()])


def _counted(shuffle: int, examples: int = 10, batch_size: int = 4) -> _Watched:
    layer = _Watched(np.zeros((1, 2)))
    x = np.arange(float(examples))[:, np.newaxis]
    data = x, np.zeros(examples, dtype=int)
    optimizer = SGD(list(layer.parameters().values()), 0.1)
    seed = np.random.SeedSequence(shuffle)
    run = Run(layer, data, cross_entropy, optimizer, 2, batch_size=batch_size, shuffle=seed)
    run.advance(2)
    return layer


def test_an_epoch_shows_every_example_once_in_batches_of_nearly_equal_size() -> None:
    seen = _counted(1).seen
    assert [len(batch) for batch in seen] == [4, 3, 3] * 2
    for epoch in (seen[:3], seen[3:]):
        assert sorted(chain(*epoch)) == list(range(10))


def test_every_epoch_and_every_seed_shuffles_anew() -> None:
    seen = _counted(1).seen
    assert list(chain(*seen[:3])) != list(chain(*seen[3:]))
    assert seen == _counted(1).seen
    assert seen != _counted(2).seen


@pytest.mark.parametrize("optimizer", [SGD, Adam])
def test_reset_brings_back_weights_and_batches_to_the_bit(optimizer) -> None:
    trainer = _trainer(optimizer)
    first, weights = trainer.advance(6), _state(trainer)
    trainer.reset()
    assert trainer.epoch == 0
    assert trainer.advance(6) == first
    assert np.array_equal(_state(trainer), weights)


def test_slices_of_training_give_the_same_run_as_one() -> None:
    whole, sliced = _trainer(), _trainer()
    whole.advance(6)
    for _ in range(6):
        sliced.measure()
        race([sliced], seconds=0)
    assert sliced.done
    assert sliced.history == whole.history
    assert np.array_equal(_state(sliced), _state(whole))


def test_evaluation_between_epochs_changes_no_number() -> None:
    quiet, watched = _trainer(), _trainer()
    quiet.advance(3)
    for _ in range(3):
        watched.measure()
        evaluate(watched.network, cross_entropy, (watched.x, watched.y))
        watched.advance()
    assert np.array_equal(_state(quiet), _state(watched))


def test_history_is_the_mean_over_the_batches_before_their_updates() -> None:
    trainer = _trainer(lr=0.0)  # without updates, the batches can be seen again one by one
    losses, accuracies = [], []
    for rows in trainer._batches:
        logits = trainer.network.forward(trainer.x[rows])
        losses += [cross_entropy(logits, trainer.y[rows])[0]] * len(rows)
        accuracies += (logits.argmax(axis=1) == trainer.y[rows]).tolist()
    trainer.reset()
    history = trainer.advance()
    assert history.loss == pytest.approx([np.mean(losses)], rel=1e-14)
    assert history.accuracy == pytest.approx([np.mean(accuracies)], rel=1e-14)


def test_a_batch_of_all_examples_trains_like_the_full_batch() -> None:
    batched = _trainer(batch_size=50)
    full = _trainer(batch_size=None, shuffle=None)
    assert batched.advance(3).loss == pytest.approx(full.advance(3).loss, rel=1e-9)


def test_a_schedule_moves_along_within_an_epoch_and_starts_over_on_reset() -> None:
    trainer = _trainer(_Recorder, schedule=lambda epoch: 1 / (1 + epoch))
    for _ in range(2):
        trainer.reset()
        trainer.advance(2)
        expected = [0.1 / (1 + i / 4) for i in range(8)]  # four batches an epoch
        assert trainer.optimizer.rates == pytest.approx(expected, rel=1e-15)


def test_a_full_batch_follows_the_schedule_by_epoch() -> None:
    trainer = _trainer(_Recorder, batch_size=None, shuffle=None, schedule=step_decay([2, 4]))
    trainer.advance(6)
    assert trainer.optimizer.rates == pytest.approx([0.1, 0.1, 0.01, 0.01, 0.001, 0.001])


def test_divergence_within_an_epoch_ends_the_run_there() -> None:
    trainer = _trainer(lr=1e200)
    history = trainer.advance(6)
    assert trainer.diverged_at == 1
    assert trainer.done
    assert history.loss == []


def test_evaluation_takes_recorded_statistics_and_any_batch_size() -> None:
    trainer = _trainer()
    trainer.advance(6)
    data = trainer.x, trainer.y
    logits = trainer.network.forward(trainer.x, train=False)
    loss, _ = cross_entropy(logits, trainer.y)
    for size in (1, 7, 50, 1000):
        measured = evaluate(trainer.network, cross_entropy, data, batch_size=size)
        assert measured[0] == pytest.approx(loss, rel=1e-12)
        assert measured[1] == pytest.approx(np.mean(logits.argmax(axis=1) == trainer.y))


def test_evaluation_knows_the_two_class_kind_of_label() -> None:
    rng = np.random.default_rng(0)
    network = mlp(rng, depth=4, width=4, shortcut=True)
    x, y = two_spirals(rng, points=10)
    loss, accuracy = evaluate(network, binary_cross_entropy, (x, y))
    logits = network.forward(x, train=False)
    assert loss == pytest.approx(binary_cross_entropy(logits, y)[0])
    assert accuracy == pytest.approx(np.mean((logits > 0) == y))


def test_a_small_network_reads_digits_it_has_not_seen() -> None:
    rng = np.random.default_rng(0)
    x, y = digits()
    train, test = split(rng, x.reshape(len(x), -1), y, test=360)
    network = Sequential(
        Linear(rng.standard_normal((64, 32)) / 4), ReLU(), Linear(rng.standard_normal((32, 10)) / 8)
    )
    adam = Adam(list(network.parameters().values()), 0.01)
    seed = np.random.SeedSequence(1)
    Run(network, train, cross_entropy, adam, 20, batch_size=64, shuffle=seed).advance(20)
    assert evaluate(network, cross_entropy, test)[1] > 0.95


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"batch_size": 0}, "batch_size: 0 is not allowed"),
        ({"shuffle": None}, "belong together"),
        ({"batch_size": None}, "belong together"),
    ],
)
def test_batches_that_cannot_be_made_are_refused(options, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        _trainer(**options)


def test_data_that_do_not_fit_are_refused() -> None:
    network = _classifier(np.random.default_rng(0))
    x, y = np.zeros((4, 2)), np.zeros(4, dtype=int)
    with pytest.raises(ValueError, match=r"shape \(4, 2\) do not fit labels of shape \(3,\)"):
        evaluate(network, cross_entropy, (x, y[:3]))
    with pytest.raises(ValueError, match=r"shape \(0, 2\)"):
        evaluate(network, cross_entropy, (x[:0], y[:0]))
    x[1, 1] = np.nan
    with pytest.raises(ValueError, match=r"inputs: nan at \(1, 1\) is not allowed; use finite"):
        evaluate(network, cross_entropy, (x, y))
