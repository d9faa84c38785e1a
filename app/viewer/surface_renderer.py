"""Surfaces to pictures, by OpenGL in a framebuffer of its own.

The picture is painted like any other: the rest of the window stays what it is, and no window of the
operating system's is laid over it, as a widget of OpenGL's would need.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import (
    QImage,
    QOffscreenSurface,
    QOpenGLContext,
    QOpenGLFunctions,
    QPainter,
    QVector3D,
)
from PySide6.QtOpenGL import (
    QOpenGLBuffer,
    QOpenGLFramebufferObject,
    QOpenGLFramebufferObjectFormat,
    QOpenGLShader,
    QOpenGLShaderProgram,
)
from shiboken6 import VoidPtr, isValid

from app.language import tr
from app.viewer.surface_camera import Camera
from isegcore.errors import IsegError
from isegcore.inference.cuda import has_cuda_driver, has_cuda_libraries
from isegcore.surfaces.mesh import Mesh

_COLOUR_BIT, _DEPTH_BIT, _DEPTH_TEST, _CULL_FACE = 0x4000, 0x0100, 0x0B71, 0x0B44
_TRIANGLES, _FLOAT, _UNSIGNED_INT = 0x0004, 0x1406, 0x1405
_STRIDE = 24  # bytes of a point and its normal
_SAMPLES = 4

_VERTEX = """
attribute highp vec3 place;
attribute highp vec3 normal;
uniform highp mat4 clip;
uniform highp mat4 view;
varying highp vec3 facing;
void main() {
    facing = (view * vec4(normal, 0.0)).xyz;
    gl_Position = clip * vec4(place, 1.0);
}
"""
_FRAGMENT = """
varying highp vec3 facing;
uniform highp vec3 colour;
void main() {
    highp vec3 n = normalize(facing);
    highp float lit = max(0.0, dot(n, normalize(vec3(-0.35, 0.5, 0.8))));
    highp float shine = pow(max(0.0, dot(n, normalize(vec3(-0.2, 0.3, 1.0)))), 24.0);
    gl_FragColor = vec4(colour * (0.28 + 0.72 * lit) + vec3(0.12 * shine), 1.0);
}
"""


@dataclass(frozen=True, eq=False, slots=True)
class Layer:
    """A surface, how it is coloured, and how much of what lies behind it is hidden, 0 to 1."""

    mesh: Mesh
    colour: tuple[int, int, int]
    opacity: float


@dataclass(frozen=True, eq=False, slots=True)
class _Uploaded:
    points: QOpenGLBuffer
    triangles: QOpenGLBuffer
    count: int


class SurfaceRenderer:
    """Draws surfaces. Used in the GUI thread alone.

    Raises:
        IsegError: If this machine offers no OpenGL.
    """

    def __init__(self) -> None:
        self._context = QOpenGLContext()
        self._surface = QOffscreenSurface()
        made = self._context.create()
        if made:
            self._surface.setFormat(self._context.format())
            self._surface.create()
        if not made or not self._surface.isValid() or not self._context.makeCurrent(self._surface):
            raise _no_opengl(tr("no context could be made"))
        self._gl: QOpenGLFunctions = self._context.functions()
        self._gl.initializeOpenGLFunctions()
        if "llvmpipe" in self.name and _tensorflow_is_here():
            raise _no_opengl(tr("it draws in software, which breaks where TensorFlow runs"))
        self._program = QOpenGLShaderProgram()
        kinds = QOpenGLShader.ShaderTypeBit
        if not (
            self._program.addShaderFromSourceCode(kinds.Vertex, _VERTEX)
            and self._program.addShaderFromSourceCode(kinds.Fragment, _FRAGMENT)
            and self._program.link()
        ):
            raise _no_opengl(self._program.log().strip() or tr("the shaders were refused"))
        self._uploaded: dict[Mesh, _Uploaded] = {}
        self._frames: Mapping[int, QOpenGLFramebufferObject] = {}

    @property
    def name(self) -> str:
        """Return what draws: the name of the graphics card, or of the software in its place."""
        self._context.makeCurrent(self._surface)
        return str(self._gl.glGetString(0x1F01))

    def render(self, layers: Sequence[Layer], camera: Camera, size: QSize, *, smooth: bool) -> QImage:
        """Return the picture of the layers, the innermost first; transparent where there is none.

        Every layer hides what lies behind it in the layers before. Its own far side never shows through.

        Args:
            layers: What to draw.
            camera: From where.
            size: In pixels.
            smooth: Whether edges are smoothed, which takes longer.
        """
        self._context.makeCurrent(self._surface)
        self._keep_only({layer.mesh for layer in layers})
        picture = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(0)
        painter = QPainter(picture)
        frame = self._frame(size, _SAMPLES if smooth else 0)
        frame.bind()
        self._begin(size)
        for number, layer in enumerate(layers):
            frame.bind()
            self._gl.glClear(_COLOUR_BIT | (_DEPTH_BIT if number == 0 else 0))
            self._draw(layer, camera, QSizeF(size))
            frame.release()
            painter.setOpacity(layer.opacity)
            painter.drawImage(0, 0, frame.toImage())
        painter.end()
        self._context.doneCurrent()
        return picture

    def close(self) -> None:
        """Give back what the graphics card holds, unless the program has ended under it."""
        if not isValid(self._context) or not isValid(self._surface):
            return
        self._context.makeCurrent(self._surface)
        self._keep_only(set())
        self._frames = {}
        self._program.removeAllShaders()
        self._context.doneCurrent()

    def _begin(self, size: QSize) -> None:
        self._gl.glViewport(0, 0, size.width(), size.height())
        self._gl.glClearColor(0, 0, 0, 0)
        self._gl.glEnable(_DEPTH_TEST)
        self._gl.glEnable(_CULL_FACE)

    def _draw(self, layer: Layer, camera: Camera, size: QSizeF) -> None:
        mesh = self._uploaded.get(layer.mesh) or self._upload(layer.mesh)
        program = self._program
        program.bind()
        program.setUniformValue(program.uniformLocation("clip"), camera.clip_matrix(size))
        program.setUniformValue(program.uniformLocation("view"), camera.view_matrix())
        program.setUniformValue(program.uniformLocation("colour"), QVector3D(*layer.colour) / 255)
        mesh.points.bind()
        mesh.triangles.bind()
        for name, start in (("place", 0), ("normal", _STRIDE // 2)):
            place = program.attributeLocation(name)
            program.enableAttributeArray(place)
            program.setAttributeBuffer(place, _FLOAT, start, 3, _STRIDE)
        self._gl.glDrawElements(_TRIANGLES, mesh.count, _UNSIGNED_INT, VoidPtr(0))  # type: ignore[arg-type]
        program.release()

    def _upload(self, mesh: Mesh) -> _Uploaded:
        points = np.hstack([mesh.points, mesh.normals()])
        kinds = QOpenGLBuffer.Type
        buffers = _buffer(kinds.VertexBuffer, points), _buffer(kinds.IndexBuffer, mesh.triangles)
        self._uploaded[mesh] = _Uploaded(*buffers, mesh.triangles.size)
        return self._uploaded[mesh]

    def _keep_only(self, meshes: set[Mesh]) -> None:
        for mesh in set(self._uploaded) - meshes:
            gone = self._uploaded.pop(mesh)
            gone.points.destroy()
            gone.triangles.destroy()

    def _frame(self, size: QSize, samples: int) -> QOpenGLFramebufferObject:
        kept = self._frames.get(samples)
        if kept is not None and kept.size() == size:
            return kept
        options = QOpenGLFramebufferObjectFormat()
        options.setAttachment(QOpenGLFramebufferObject.Attachment.Depth)
        options.setSamples(samples)
        frame = QOpenGLFramebufferObject(size, options)
        self._frames = {**self._frames, samples: frame}
        return frame


def _buffer(kind: QOpenGLBuffer.Type, data: NDArray[np.generic]) -> QOpenGLBuffer:
    buffer = QOpenGLBuffer(kind)
    buffer.create()
    buffer.bind()
    buffer.allocate(data.tobytes(), data.nbytes)
    buffer.release()
    return buffer


def _tensorflow_is_here() -> bool:
    """Return whether TensorFlow is, or may come to be, in this process: a network on a GPU brings it.

    Mesa's software renderer and TensorFlow bring an LLVM each, and the process crashes.
    """
    return "tensorflow" in sys.modules or (has_cuda_driver() and has_cuda_libraries())


def _no_opengl(reason: str) -> IsegError:
    return IsegError(
        tr("Surfaces cannot be shown: OpenGL is not available here ({reason}).").format(reason=reason),
        hint=tr("Everything else works without. On Linux install libgl1 and libegl1, or your card's driver."),
    )
