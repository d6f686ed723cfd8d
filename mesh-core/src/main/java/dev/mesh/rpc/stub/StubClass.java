package dev.mesh.rpc.stub;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;

import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.contract.ContractMethod;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the class file of a stub: one final field with the call per method, a
 * constructor that takes them all, the methods, and {@code toString}. Equality is
 * identity.
 */
final class StubClass {

	static final String CALL = Type.getInternalName(StubCall.class);

	static final String CALL_DESCRIPTOR = Type.getDescriptor(StubCall.class);

	private final Contract contract;

	private final String self;

	StubClass(Contract contract) {
		this.contract = contract;
		this.self = Type.getInternalName(contract.type()) + "$MeshStub";
	}

	/**
	 * Tell whether generated code beside the contract may name a type.
	 * @param contract the contract
	 * @param type the type
	 * @return whether it may
	 */
	static boolean canName(Class<?> contract, Class<?> type) {
		Class<?> element = type;
		while (element.isArray()) {
			element = element.getComponentType();
		}
		return element.isPrimitive() || Modifier.isPublic(element.getModifiers())
				|| (element.getPackageName().equals(contract.getPackageName())
						&& element.getClassLoader() == contract.getClassLoader());
	}

	byte[] generate() {
		ClassWriter writer = new FrameWriter();
		writer.visit(Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC, this.self, null,
				"java/lang/Object", new String[] { Type.getInternalName(this.contract.type()) });
		List<ContractMethod> methods = this.contract.methods();
		for (int i = 0; i < methods.size(); i++) {
			writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, field(i), CALL_DESCRIPTOR, null, null)
				.visitEnd();
			Method method = methods.get(i).method();
			MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, method.getName(),
					Type.getMethodDescriptor(method), null, null);
			new StubMethod(code, this.self, field(i), this.contract.type(), methods.get(i)).write();
		}
		writeConstructor(writer, methods.size());
		writeToString(writer);
		writer.visitEnd();
		return writer.toByteArray();
	}

	private static String field(int index) {
		return "call" + index;
	}

	private void writeConstructor(ClassWriter writer, int calls) {
		MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "([" + CALL_DESCRIPTOR + ")V", null,
				null);
		code.visitCode();
		code.visitVarInsn(Opcodes.ALOAD, 0);
		code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
		for (int i = 0; i < calls; i++) {
			code.visitVarInsn(Opcodes.ALOAD, 0);
			code.visitVarInsn(Opcodes.ALOAD, 1);
			code.visitIntInsn(Opcodes.SIPUSH, i);
			code.visitInsn(Opcodes.AALOAD);
			code.visitFieldInsn(Opcodes.PUTFIELD, this.self, field(i), CALL_DESCRIPTOR);
		}
		code.visitInsn(Opcodes.RETURN);
		code.visitMaxs(0, 0);
		code.visitEnd();
	}

	private void writeToString(ClassWriter writer) {
		MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "toString", "()Ljava/lang/String;", null, null);
		code.visitCode();
		code.visitLdcInsn(StubFactory.describe(this.contract));
		code.visitInsn(Opcodes.ARETURN);
		code.visitMaxs(0, 0);
		code.visitEnd();
	}

	/**
	 * Computes frames without loading classes: nothing that is merged here needs a type
	 * more precise than {@code Object}.
	 */
	private static final class FrameWriter extends ClassWriter {

		FrameWriter() {
			super(COMPUTE_FRAMES);
		}

		@Override
		protected String getCommonSuperClass(String type1, String type2) {
			return "java/lang/Object";
		}

	}

}
