"""Diffusion: noise schedules, training losses and sampling from a trained denoiser.

Ho et al. (2020), Denoising diffusion probabilistic models; Nichol and Dhariwal (2021), Improved denoising diffusion
probabilistic models; Song et al. (2021), Denoising diffusion implicit models.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .stages import Tensor

if TYPE_CHECKING:
    from numpy.typing import NDArray

COSINE, LINEAR = "cosine", "linear"
IMAGE, NOISE = "image", "noise"

# Returns the output of a denoiser for a noisy image and its time (N,).
Denoiser = Callable[[Tensor, Tensor], Tensor]
# Returns the noise of one step, with the shape of the image; step 0 is the noise that sampling starts from.
NoiseSource = Callable[[int], Tensor]


@dataclass(frozen=True)
class Diffusion:
    """A diffusion process.

    Attributes
    ----------
    steps : int
        Number of times, from 0 (hardly any noise) to steps - 1 (noise only).
    schedule : str
        ``cosine`` (Nichol and Dhariwal, offset 0.008, beta at most 0.999) or ``linear`` (Ho et al.: beta from 1e-4 to
        0.02 for 1000 steps, scaled for fewer).
    target : str
        What the denoiser predicts: the ``image`` or the ``noise``.
    learned_variance : bool
        Whether the denoiser outputs as many additional channels, which interpolate the log variance between its bounds.
    clip : tuple of float
        Range to which predicted images are clipped.
    """

    steps: int = 1000
    schedule: str = COSINE
    target: str = NOISE
    learned_variance: bool = False
    clip: tuple[float, float] = (-1.0, 1.0)

    @property
    def betas(self) -> NDArray[np.float64]:
        if self.schedule == LINEAR:
            scale = 1000 / self.steps
            return np.linspace(scale * 1e-4, min(scale * 0.02, 0.999), self.steps)

        def signal(at: float) -> float:
            return math.cos((at + 0.008) / 1.008 * math.pi / 2) ** 2

        found = [1 - signal((t + 1) / self.steps) / signal(t / self.steps) for t in range(self.steps)]
        return np.minimum(np.array(found), 0.999)

    @property
    def signal(self) -> NDArray[np.float64]:
        """Share of the variance of the image that remains at each time: the cumulative product of 1 - beta."""
        return np.cumprod(1 - self.betas)

    def noised(self, image: Tensor, time: Tensor, noise: Tensor) -> Tensor:
        """Returns the noisy image (N, bands, rows, cols) at a time (N,)."""
        kept = _at(self.signal, time, image)
        return kept.sqrt() * image + (1 - kept).sqrt() * noise

    def loss(
        self, denoiser: Denoiser, image: Tensor, random: Any, power: int = 2, mask: Tensor = None
    ) -> dict[str, Tensor]:
        """Returns the error of the denoiser at random times.

        Parameters
        ----------
        denoiser : callable(noisy, time) -> Tensor
        image : Tensor, shape (N, bands, rows, cols)
        random : torch.Generator
        power : int
            1 for the absolute error, 2 for the squared one.
        mask : Tensor, shape (N, 1, rows, cols), optional
            0 where the image is not valid.

        Returns
        -------
        dict
            ``denoising``, and ``bound`` if the variance is learned: the variational bound in bits, for the variance
            alone.
        """
        import torch

        time = torch.randint(self.steps, (len(image),), generator=random, device=image.device)
        noise = torch.randn(image.shape, generator=random, device=image.device, dtype=image.dtype)
        noisy = self.noised(image, time, noise)
        answer = denoiser(noisy, time)
        bands = image.shape[1]
        error = answer[:, :bands] - (image if self.target == IMAGE else noise)
        error = error.abs() if power == 1 else error.square()
        terms = {"denoising": _mean(error, mask)}
        if self.learned_variance:
            terms["bound"] = _mean(self._bound(answer, image, noisy, time), mask)
        return terms

    def sample(
        self,
        denoiser: Denoiser,
        noise: NoiseSource,
        count: int,
        eta: float = 0.0,
        ancestral: bool = False,
        check: Callable[[], None] = lambda: None,
    ) -> Tensor:
        """Returns an image sampled from noise.

        Parameters
        ----------
        denoiser : callable(noisy, time) -> Tensor
        noise : callable(step) -> Tensor, shape (N, bands, rows, cols)
            Initial noise at step 0, then the noise of each step; called only where it is used.
        count : int
            Number of sampling steps, at most `steps`.
        eta : float
            0: deterministic for given initial noise; 1: as much new noise as the process has (Song et al. 2021).
        ancestral : bool
            Ancestral sampling: the reverse process itself, with the learned variance if there is one, on the selected
            times.
        check : callable()
            Called before each step, because sampling may take long; an exception it raises ends the sampling.

        Returns
        -------
        Tensor, shape (N, bands, rows, cols)
        """
        import torch

        image = noise(0)
        times = self.times(count, ancestral)
        for step, (now, then) in enumerate(zip(times, times[1:]), 1):
            check()
            time = torch.full((len(image),), now, device=image.device, dtype=torch.long)
            answer = denoiser(image, time)
            clean = self._clean(answer[:, : image.shape[1]], image, now)
            if then < 0 and not ancestral:
                return clean
            image = (self._ancestral if ancestral else self._implicit)(
                image, answer, clean, now, then, step, noise, eta
            )
        return image

    def times(self, count: int, ancestral: bool = False) -> list[int]:
        """Returns the selected times from the noisiest down, followed by -1."""
        count = min(count, self.steps)
        if ancestral:
            # Equal strides from 0, as respaced processes are defined in improved diffusion.
            kept = sorted({round(number * self.steps / count) for number in range(count)} & set(range(self.steps)))
            return [*kept[::-1], -1]
        return [int(value) for value in np.linspace(-1, self.steps - 1, count + 1)][::-1]

    def _implicit(
        self,
        image: Tensor,
        answer: Tensor,
        clean: Tensor,
        now: int,
        then: int,
        step: int,
        noise: NoiseSource,
        eta: float,
    ) -> Tensor:
        """Returns the image at the next time (Song et al. 2021, equation 12)."""
        kept, later = self.signal[now], self.signal[then]
        spread = eta * math.sqrt((1 - kept / later) * (1 - later) / (1 - kept))
        direction = (image - math.sqrt(kept) * clean) / math.sqrt(1 - kept)
        moved = math.sqrt(later) * clean + math.sqrt(max(1 - later - spread**2, 0)) * direction
        return moved + spread * noise(step) if spread > 0 else moved

    def _ancestral(
        self,
        image: Tensor,
        answer: Tensor,
        clean: Tensor,
        now: int,
        then: int,
        step: int,
        noise: NoiseSource,
        eta: float,
    ) -> Tensor:
        """Returns the image at the next time (Ho et al. 2020, equations 6 and 7, between the selected times)."""
        mean, low, high = self._posterior(clean, image, now, then)
        if then < 0:
            return mean
        if self.learned_variance:
            share = (answer[:, image.shape[1] :] + 1) / 2
            log_variance = share * high + (1 - share) * low
            return mean + (0.5 * log_variance).exp() * noise(step)
        return mean + math.exp(0.5 * low) * noise(step)

    def _posterior(self, clean: Tensor, noisy: Tensor, now: int, then: int) -> tuple[Tensor, float, float]:
        """Returns the mean of the image at the next time, and the lower and upper bound of its log variance."""
        kept = float(self.signal[now])
        later = float(self.signal[then]) if then >= 0 else 1.0
        beta = 1 - kept / later
        mean = math.sqrt(later) * beta / (1 - kept) * clean + math.sqrt(1 - beta) * (1 - later) / (1 - kept) * noisy
        smallest = beta * (1 - later) / (1 - kept)
        return mean, math.log(max(smallest, 1e-20)), math.log(beta)

    def _clean(self, answer: Tensor, noisy: Tensor, now: int) -> Tensor:
        if self.target == NOISE:
            kept = float(self.signal[now])
            answer = (noisy - math.sqrt(1 - kept) * answer) / math.sqrt(kept)
        return answer.clamp(*self.clip)

    def _bound(self, answer: Tensor, image: Tensor, noisy: Tensor, time: Tensor) -> Tensor:
        """Returns the divergence in bits between true and predicted reverse step, without gradient to the mean."""
        bands = image.shape[1]
        before = np.concatenate([[1.0], self.signal[:-1]])
        beta, kept, later = (_at(values, time, image) for values in (self.betas, self.signal, before))
        mean = self._clean_at(answer[:, :bands].detach(), noisy, kept)
        weights = later.sqrt() * beta / (1 - kept), (1 - beta).sqrt() * (1 - later) / (1 - kept)
        true, predicted = (weights[0] * clean + weights[1] * noisy for clean in (image, mean))
        # At time 0 the true variance is 0; that of the next time is used instead, as in Nichol and Dhariwal.
        smallest = self.betas * (1 - before) / (1 - self.signal)
        smallest[0] = smallest[min(1, self.steps - 1)]
        low, high = (_at(np.log(values), time, image) for values in (smallest, self.betas))
        share = (answer[:, bands:] + 1) / 2
        log_variance = share * high + (1 - share) * low
        apart = (true - predicted).square() * (-log_variance).exp()
        return 0.5 * (log_variance - low + (low - log_variance).exp() + apart - 1) / math.log(2)

    def _clean_at(self, answer: Tensor, noisy: Tensor, kept: Tensor) -> Tensor:
        clean = (noisy - (1 - kept).sqrt() * answer) / kept.sqrt() if self.target == NOISE else answer
        return clean.clamp(*self.clip)


def _at(values: NDArray[np.float64], time: Tensor, like: Tensor) -> Tensor:
    import torch

    table = torch.as_tensor(values, dtype=torch.float64, device=like.device)
    return table[time].to(like.dtype).view(-1, 1, 1, 1)


def _mean(error: Tensor, mask: Tensor) -> Tensor:
    if mask is None:
        return error.mean()
    wide = mask.expand_as(error)
    return (error * wide).sum() / wide.sum().clamp_min(1)
