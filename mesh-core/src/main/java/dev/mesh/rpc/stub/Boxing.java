package dev.mesh.rpc.stub;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes conversions between primitive values and objects.
 */
final class Boxing {

	private Boxing() {
	}

	static void box(MethodVisitor code, Type type) {
		String wrapper = wrapper(type);
		if (wrapper != null) {
			code.visitMethodInsn(Opcodes.INVOKESTATIC, wrapper, "valueOf",
					"(" + type.getDescriptor() + ")L" + wrapper + ";", false);
		}
	}

	static void unbox(MethodVisitor code, Type type) {
		String wrapper = wrapper(type);
		if (wrapper != null) {
			code.visitTypeInsn(Opcodes.CHECKCAST, wrapper);
			code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, wrapper, type.getClassName() + "Value",
					"()" + type.getDescriptor(), false);
		}
		else if (type.getSort() == Type.VOID) {
			code.visitInsn(Opcodes.POP);
		}
		else {
			code.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
		}
	}

	private static @Nullable String wrapper(Type type) {
		return switch (type.getSort()) {
			case Type.BOOLEAN -> "java/lang/Boolean";
			case Type.CHAR -> "java/lang/Character";
			case Type.BYTE -> "java/lang/Byte";
			case Type.SHORT -> "java/lang/Short";
			case Type.INT -> "java/lang/Integer";
			case Type.LONG -> "java/lang/Long";
			case Type.FLOAT -> "java/lang/Float";
			case Type.DOUBLE -> "java/lang/Double";
			default -> null;
		};
	}

}
